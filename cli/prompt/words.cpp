#include "cli/prompt/words.h"

#include <algorithm>
#include <array>
#include <vector>

#include "cli/command/explain_options.h"
#include "cli/render/printable.h"
#include "rules/base/strings.h"
#include "rules/value/text.h"

namespace clashlint {
namespace {

constexpr std::array<PromptWord, 11> kWords = {{
    {"why", "", "every rule that was looked at for the last host, and what came of it", Act::why},
    {"why not", "LINE", "why the rule on this line does not get the last host", Act::why_not},
    {"who else", "", "all rules that would take it, in order", Act::who_else},
    {"rule", "LINE", "what a rule gets at all; also a piece of its text", Act::rule},
    {"service", "ID", "every host of a service, such as openrouter", Act::service},
    {"find", "OPTIONS", "connections with a property: find to DIRECT under corp.example", Act::find},
    {"reset", "", "forget what holds", Act::reset},
    {"reset", "NAME", "forget one of it: reset port", Act::reset},
    {"help", "", "this text", Act::help},
    {"quit", "", "as Ctrl-D", Act::quit},
    {"exit", "", "the same", Act::quit},
}};

// What is asked about once, and what is about the output.
bool is_held(const OptionRow& row) {
  constexpr std::array<std::string_view, 10> kOthers = {"--service",   "--home",    "--layer", "--config",
                                                        "--no-config", "--why-not", "--batch", "--format",
                                                        "--color",     "--help"};
  return row.name.starts_with("--") && std::ranges::find(kOthers, row.name) == kOthers.end();
}

constexpr OptionRow kTcp = {"", "--tcp", "", "", "ask about TCP again, and no longer about UDP"};

// The rest behind some words, if the line begins with them.
std::optional<std::string_view> behind(std::string_view line, std::string_view words) {
  for (const std::string_view word : split(words, ' ')) {
    if (!ascii_iequals(line.substr(0, word.size()), word)) return std::nullopt;
    line.remove_prefix(word.size());
    if (!line.empty() && line.front() != ' ' && line.front() != '\t') return std::nullopt;
    line = trim_space(line);
  }
  return line;
}

void add_help(std::string& text, std::string_view words, std::string_view value, std::string_view what) {
  constexpr int kWidth = 24;
  const std::string name = std::string(words) + (value.empty() ? "" : " ") + std::string(value);
  text += "  " + padded(name, kWidth) + std::string(what) + "\n";
}

}  // namespace

std::span<const PromptWord> prompt_words() { return kWords; }

std::string_view bare_name(const OptionRow& row) { return row.name.substr(2); }

std::span<const OptionRow> held_rows() {
  static const std::vector<OptionRow> kHeld = [] {
    std::vector<OptionRow> rows;
    for (const OptionRow& row : explain_rows()) {
      if (is_held(row)) rows.push_back(row);
      if (row.name == "--udp") rows.push_back(kTcp);
    }
    return rows;
  }();
  return kHeld;
}

std::optional<PromptLine> read_prompt_line(std::string_view line) {
  line = trim_space(line);
  // The longest words first: `why not 12` is no `why`.
  const PromptWord* best = nullptr;
  std::string_view value;
  for (const PromptWord& row : kWords) {
    const std::optional<std::string_view> rest = behind(line, row.words);
    if (!rest || rest->empty() != row.value.empty()) continue;
    if (best != nullptr && best->words.size() > row.words.size()) continue;
    best = &row;
    value = *rest;
  }
  if (best != nullptr) return PromptLine{.act = best->act, .held = nullptr, .value = value};
  for (const OptionRow& row : held_rows()) {
    const std::optional<std::string_view> rest = behind(line, bare_name(row));
    if (rest && rest->empty() == row.value.empty())
      return PromptLine{.act = Act::hold, .held = &row, .value = *rest};
  }
  return std::nullopt;
}

std::string prompt_help() {
  std::string text =
      "A host, an address, a URL, a line of the core's log or an error of curl is answered at once.\n\n";
  for (const PromptWord& row : kWords) add_help(text, row.words, row.value, row.text);
  text += "\nThese hold until they are changed:\n";
  for (const OptionRow& row : held_rows()) add_help(text, bare_name(row), row.value, row.text);
  return text;
}

}  // namespace clashlint
