#include "cli/command/batch.h"

#include <ostream>
#include <string>

#include "analyzer/automaton/walk_index.h"
#include "cli/command/question.h"
#include "cli/line_reader.h"
#include "cli/render/json.h"
#include "rules/value/text.h"

namespace clashlint {
namespace {

std::string reply(WalkIndex& index, const Sources& sources, const Selections& selections,
                  const LineReader& reader) {
  if (reader.too_long()) return input_error_json("the line is longer than 1 MiB", reader.number());
  const Result<Query> query = read_question(reader.line());
  if (!query) return input_error_json(query.error(), reader.number());
  return answer_json(index.answer(*query, selections), sources);
}

}  // namespace

void run_batch(const Profile& profile, const Sources& sources, const Selections& selections, std::istream& in,
               std::ostream& out, bool interactive) {
  WalkIndex index(profile);
  LineReader reader(in);
  while (out && reader.next()) {
    if (!reader.too_long() && trim_space(reader.line()).empty()) continue;
    out << reply(index, sources, selections, reader) << '\n';
    if (interactive) out.flush();
  }
}

}  // namespace clashlint
