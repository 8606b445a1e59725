#include "cli/prompt/prompt.h"

#include <istream>
#include <ostream>
#include <string>
#include <vector>

#include "cli/exit_code.h"
#include "cli/line_reader.h"
#include "cli/prompt/line_editor.h"
#include "cli/prompt/session.h"
#include "cli/render/printable.h"

namespace clashlint {
namespace {

void greet(const ExplainOptions& options, std::ostream& out) {
  out << printable(options.profile.path)
      << ": type a host; Tab completes, help tells what else can be asked.\n\n";
  out.flush();
}

// `asks`: somebody types, where lines cannot be edited.
int read_lines(Session& session, bool asks, std::istream& in, std::ostream& out, std::ostream& err) {
  LineReader reader(in);
  bool too_long = false;
  while (out && !session.done()) {
    if (asks) (out << session.prompt()).flush();
    if (!reader.next()) break;
    session.tell_news();
    too_long = too_long || reader.too_long();
    if (reader.too_long()) {
      err << "clashlint: line " << reader.number() << " is longer than 1 MiB\n";
    } else {
      session.answer({reader.line()});
    }
    out.flush();
  }
  return session.failed() || too_long ? kExitUsage : kExitFine;
}

// One line, and those that were pasted together with it.
std::vector<std::string> next_lines(LineEditor& editor) {
  std::vector<std::string> lines;
  do {
    const std::optional<std::string> line = editor.read();
    if (!line) break;
    lines.push_back(*line);
  } while (LineEditor::more_waits());
  return lines;
}

int ask(Session& session, const Environment& environment, std::ostream& out) {
  LineEditor editor({.prompt = [&] { return session.prompt(); },
                     .complete = [&](std::string_view before) { return session.complete(before); },
                     .has_news = [&] { return session.has_news(); },
                     .tell_news =
                         [&] {
                           session.tell_news();
                           out.flush();
                         }},
                    environment.history_file);
  while (!session.done()) {
    const std::vector<std::string> lines = next_lines(editor);
    if (lines.empty()) {
      out << '\n';
      break;
    }
    session.tell_news();
    session.answer(lines);
    out.flush();
  }
  return kExitFine;
}

}  // namespace

int run_prompt(const RawOptions& raw, const ExplainOptions& options, const Environment& environment,
               std::istream& in, std::ostream& out, std::ostream& err) {
  Session session(raw, options, environment, out);
  if (const int code = session.open(err); code != kExitFine) return code;
  if (environment.is_interactive) greet(options, out);
  const bool edits =
      environment.is_interactive && environment.can_edit_lines != nullptr && environment.can_edit_lines();
  if (edits) return ask(session, environment, out);
  const int code = read_lines(session, environment.is_interactive, in, out, err);
  return environment.is_interactive ? kExitFine : code;
}

}  // namespace clashlint
