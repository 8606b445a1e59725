#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/help.h"

namespace clashlint {

/// What can stand in the place of a word: read off the same rows as the help.
struct Candidates {
  std::vector<std::string> words{};
  bool files = false;
  bool folders = false;
};

/// For the value of an option or an argument as the help writes it: `a|b|c`
/// are words, DIR a folder, FILE and PROFILE files, CHECK the id of a check,
/// FORMAT[=FILE] a format.
Candidates candidates_for(std::string_view value);

std::string bash_completions(std::span<const Command> commands);
std::string zsh_completions(std::span<const Command> commands);
std::string fish_completions(std::span<const Command> commands);

}  // namespace clashlint
