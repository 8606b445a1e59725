#include "cli/render/completions.h"
#include "rules/base/strings.h"

namespace clashlint {
namespace {

std::string quoted(std::string_view text) {
  std::string result = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') result += '\\';
    result += c;
  }
  return result + "'";
}

std::string after(const Command& command) {
  return "complete -c clashlint -n '__fish_seen_subcommand_from " + std::string(command.name) + "'";
}

std::string arguments(const Candidates& candidates) {
  if (candidates.folders) return " -x -a '(__fish_complete_directories)'";
  if (candidates.files) return " -r -F";
  return candidates.words.empty() ? " -x" : " -x -a " + quoted(join(candidates.words, " "));
}

std::string option_line(const Command& command, const OptionRow& row) {
  std::string line = after(command);
  for (const std::string_view name : {row.name, row.short_name}) {
    if (name.empty()) continue;
    line +=
        name.starts_with("--") ? " -l " + std::string(name.substr(2)) : " -s " + std::string(name.substr(1));
  }
  if (!row.value.empty()) line += arguments(candidates_for(row.value));
  return line + " -d " + quoted(row.text) + "\n";
}

}  // namespace

std::string fish_completions(std::span<const Command> commands) {
  std::string text =
      "# fish completion of clashlint, written by `clashlint completions fish`\n\n"
      "complete -c clashlint -n __fish_use_subcommand -f\n"
      "complete -c clashlint -n __fish_use_subcommand -l help -s h -d 'what there is'\n"
      "complete -c clashlint -n __fish_use_subcommand -l version -d 'the version'\n";
  for (const Command& command : commands) {
    text += "\ncomplete -c clashlint -n __fish_use_subcommand -a " + std::string(command.name) + " -d " +
            quoted(command.text) + "\n";
    for (const OptionRow& row : command.rows()) text += option_line(command, row);
    const Candidates candidates = candidates_for(command.argument);
    if (!candidates.words.empty())
      text += after(command) + " -f -a " + quoted(join(candidates.words, " ")) + "\n";
  }
  return text;
}

}  // namespace clashlint
