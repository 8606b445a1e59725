#include "cli/report/page.h"

#include <algorithm>
#include <filesystem>
#include <initializer_list>

#include "cli/render/printable.h"
#include "cli/report/html.h"
#include "cli/report/program.h"
#include "cli/report/report_embedded.h"
#include "cli/version.h"
#include "rules/base/strings.h"

namespace clashlint {
namespace {

std::string_view file_named(std::string_view name) {
  const auto file = std::ranges::find(kReportFiles, name, &EmbeddedText::name);
  return file == kReportFiles.end() ? std::string_view() : file->text;
}

std::string script() {
  std::string text = "'use strict';\n";
  // Each stands on those before it.
  for (const std::string_view name : {"lookup", "regex", "target", "evaluate", "walk", "story", "view"})
    text += file_named(name);
  return text;
}

struct Slot {
  std::string_view name;
  std::string text;
};

// Slots are written `{{name}}`. What is put in is not looked through again.
std::string filled(std::string_view page, std::initializer_list<Slot> slots) {
  std::string out;
  for (;;) {
    const std::size_t begin = page.find("{{");
    out += page.substr(0, begin);
    if (begin == std::string_view::npos) return out;
    const std::size_t end = page.find("}}", begin);
    const std::string_view name = page.substr(begin + 2, end - begin - 2);
    for (const Slot& slot : slots) {
      if (slot.name == name) out += slot.text;
    }
    page.remove_prefix(end + 2);
  }
}

std::string choices_words(const Selections& choices) {
  std::vector<std::string> words;
  for (const auto& [group, member] : choices) words.push_back(group + " = " + member);
  return join(words, ", ");
}

}  // namespace

std::string report_page(const ReportContent& content) {
  Json program = report_program(content.view, content.loaded);
  program["command"] = printable(content.command);
  const std::string name = std::filesystem::path(content.path).filename().string();
  const std::string style(file_named("style"));
  const std::string code = script();
  const std::string policy = "default-src 'none'; base-uri 'none'; form-action 'none'; style-src '" +
                             csp_hash(style) + "'; script-src '" + csp_hash(code) + "'";
  return filled(file_named("page"), {{"policy", policy},
                                     {"name", html_text(name)},
                                     {"path", html_text(content.path)},
                                     {"choices", html_text(choices_words(content.view.selections))},
                                     {"version", html_text(version())},
                                     {"style", style},
                                     {"script", code},
                                     {"summary", summary_part(content)},
                                     {"unseen", unseen_part(content)},
                                     {"services", services_part(content)},
                                     {"findings", findings_part(content)},
                                     {"rules", rules_part(content)},
                                     {"program", script_json(dumped(program))}});
}

}  // namespace clashlint
