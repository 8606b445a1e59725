#include "cli/render/completions.h"
#include "rules/base/strings.h"

namespace clashlint {
namespace {

// Inside '…' of a specification: the quote itself, and what _arguments reads as its own.
std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '\'') {
      result += "'\\''";
      continue;
    }
    if (c == '[' || c == ']' || c == ':' || c == '\\') result += '\\';
    result += c;
  }
  return result;
}

std::string action(const Candidates& candidates) {
  if (candidates.folders) return "_files -/";
  if (candidates.files) return "_files";
  return candidates.words.empty() ? " " : "(" + join(candidates.words, " ") + ")";
}

std::string option_line(const OptionRow& row) {
  const auto one = [&](std::string_view name) {
    const bool equals = !row.value.empty() && name.starts_with("--");
    std::string line = std::string("        '") + (row.repeatable || name == "-v" ? "*" : "") +
                       std::string(name) + (equals ? "=" : "") + "[" + escaped(row.text) + "]";
    if (!row.value.empty()) line += ":" + escaped(row.value) + ":" + action(candidates_for(row.value));
    return line + "' \\\n";
  };
  return one(row.name) + (row.short_name.empty() ? "" : one(row.short_name));
}

std::string command_case(const Command& command) {
  std::string text = "      " + std::string(command.name) + ")\n        _arguments \\\n";
  for (const OptionRow& row : command.rows()) text += option_line(row);
  return text + "        '*:" + escaped(command.argument) + ":" + action(candidates_for(command.argument)) +
         "'\n        ;;\n";
}

}  // namespace

std::string zsh_completions(std::span<const Command> commands) {
  std::string names;
  std::string cases;
  for (const Command& command : commands) {
    names += "        '" + std::string(command.name) + ":" + escaped(command.text) + "'\n";
    cases += command_case(command);
  }
  return "#compdef clashlint\n# zsh completion of clashlint, written by `clashlint completions zsh`\n\n"
         "_clashlint() {\n  local state\n  local -a commands\n"
         "  _arguments -C '(- *)'{-h,--help}'[what there is]' '(- *)--version[the version]' \\\n"
         "    '1:command:->command' '*::argument:->argument'\n  case $state in\n    command)\n"
         "      commands=(\n" +
         names +
         "      )\n      _describe command commands\n      ;;\n    argument)\n      case $words[1] in\n" +
         cases + "      esac\n      ;;\n  esac\n}\n\n_clashlint \"$@\"\n";
}

}  // namespace clashlint
