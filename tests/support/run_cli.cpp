#include "tests/support/run_cli.h"

#include <sstream>

#include "cli/app.h"

namespace clashlint {

int run_cli(std::span<const std::string> args, std::istream& in, std::string& out, std::string& err) {
  std::ostringstream out_stream;
  std::ostringstream err_stream;
  const int exit = run_app({args.begin(), args.end()}, in, out_stream, err_stream);
  out += out_stream.str();
  err += err_stream.str();
  return exit;
}

CliRun run_cli(std::span<const std::string> args, const std::string& input) {
  std::istringstream in(input);
  CliRun run;
  run.exit = run_cli(args, in, run.out, run.err);
  return run;
}

std::vector<std::string> split_args(std::string_view line) {
  std::vector<std::string> words;
  bool in_word = false;
  char quote = 0;
  for (const char c : line) {
    const bool blank = c == ' ' || c == '\t' || c == '\n';
    if (quote == 0 && blank) {
      in_word = false;
      continue;
    }
    if (!in_word) words.emplace_back();
    in_word = true;
    if (quote == 0 && (c == '\'' || c == '"')) {
      quote = c;
    } else if (c == quote) {
      quote = 0;
    } else {
      words.back().push_back(c);
    }
  }
  return words;
}

}  // namespace clashlint
