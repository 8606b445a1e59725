#pragma once

#include <istream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace clashlint {

/// Runs the program in this process, as `main` does in an empty environment.
/// What it writes is appended to `out` and `err`; the result is its exit code.
int run_cli(std::span<const std::string> args, std::istream& in, std::string& out, std::string& err);

/// What one call gave.
struct CliRun {
  int exit = 0;
  std::string out;
  std::string err;
};

/// The same with a text as standard input.
CliRun run_cli(std::span<const std::string> args, const std::string& input = {});

/// Splits a command line at blanks as a shell does; '…' and "…" hold a word
/// together. No escapes, no variables.
std::vector<std::string> split_args(std::string_view line);

}  // namespace clashlint
