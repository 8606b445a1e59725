#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/options.h"

namespace clashlint {

/// A command: the help, the completions and the tests all read the same row.
struct Command {
  std::string_view name;
  std::string_view text;
  std::span<const OptionRow> (*rows)() = nullptr;
  std::string_view argument = "FILE";  ///< what its arguments are: see completions.h
};

/// What the program can do, in the order of the help.
std::span<const Command> commands();

std::string program_help();
std::string diff_help();
std::string explain_help();
std::string check_help();
std::string checks_help();
std::string completions_help();
std::string find_help();
std::string lock_help();
std::string resolve_help();
std::string report_help();
std::string rules_help();
std::string test_help();

}  // namespace clashlint
