#include "cli/render/completions.h"
#include "rules/base/strings.h"

namespace clashlint {
namespace {

std::string reply(const Candidates& candidates) {
  if (candidates.folders) return "_clashlint_paths -d";
  if (candidates.files) return "_clashlint_paths -f";
  return "_clashlint_words '" + join(candidates.words, " ") + "'";
}

std::string value_cases(const Command& command) {
  std::string text;
  for (const OptionRow& row : command.rows()) {
    if (row.value.empty()) continue;
    text += "    " + std::string(command.name) + ":" + std::string(row.name) + ") " +
            reply(candidates_for(row.value)) + "; return ;;\n";
  }
  return text;
}

std::string word_case(const Command& command) {
  std::vector<std::string> options;
  for (const OptionRow& row : command.rows()) {
    options.emplace_back(row.name);
    if (!row.short_name.empty()) options.emplace_back(row.short_name);
  }
  return "    " + std::string(command.name) + ":-*) _clashlint_words '" + join(options, " ") + "' ;;\n    " +
         std::string(command.name) + ":*) " + reply(candidates_for(command.argument)) + " ;;\n";
}

constexpr std::string_view kHead = R"(# bash completion of clashlint, written by `clashlint completions bash`

_clashlint_words() {
  mapfile -t COMPREPLY < <(compgen -W "$1" -- "$cur")
}

_clashlint_paths() {
  compopt -o filenames 2>/dev/null
  mapfile -t COMPREPLY < <(compgen "$1" -- "$cur")
}

_clashlint() {
  local cur=${COMP_WORDS[COMP_CWORD]} option=${COMP_WORDS[COMP_CWORD - 1]}
  COMPREPLY=()
  # --option=value comes as three words
  [[ $option == = ]] && option=${COMP_WORDS[COMP_CWORD - 2]}
  [[ $cur == = ]] && cur=
)";

}  // namespace

std::string bash_completions(std::span<const Command> commands) {
  std::vector<std::string> names;
  std::string values;
  std::string words;
  for (const Command& command : commands) {
    names.emplace_back(command.name);
    values += value_cases(command);
    words += word_case(command);
  }
  return std::string(kHead) + "  if ((COMP_CWORD == 1)); then\n    _clashlint_words '" + join(names, " ") +
         " --help --version'\n    return\n  fi\n  case ${COMP_WORDS[1]}:$option in\n" + values +
         "  esac\n  case ${COMP_WORDS[1]}:$cur in\n" + words +
         "  esac\n}\n\ncomplete -F _clashlint clashlint\n";
}

}  // namespace clashlint
