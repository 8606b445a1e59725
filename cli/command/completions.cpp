#include "cli/command/completions.h"

#include <ostream>

#include "cli/command/completions_rows.h"
#include "cli/exit_code.h"
#include "cli/help.h"
#include "cli/render/completions.h"
#include "cli/render/printable.h"

namespace clashlint {
namespace {

constexpr OptionRow kRows[] = {
    {"Output", "--help", "-h", "", "this text"},
};

int wrong_use(const std::string& why, std::ostream& err) {
  err << "clashlint: " << why << "; see clashlint completions --help\n";
  return kExitUsage;
}

}  // namespace

std::span<const OptionRow> completions_rows() { return kRows; }

int run_completions(const std::vector<std::string>& args, std::ostream& out, std::ostream& err) {
  const Result<RawOptions> raw = read_options(kRows, args);
  if (!raw) return wrong_use(raw.error(), err);
  if (raw->count("--help") > 0) {
    out << completions_help();
    return kExitFine;
  }
  if (raw->positionals.size() != 1) return wrong_use("name one shell: bash, zsh or fish", err);
  const std::string& shell = raw->positionals.front();
  if (shell == "bash") {
    out << bash_completions(commands());
  } else if (shell == "zsh") {
    out << zsh_completions(commands());
  } else if (shell == "fish") {
    out << fish_completions(commands());
  } else {
    return wrong_use("the shell must be bash, zsh or fish, not \"" + excerpt(shell) + '"', err);
  }
  return kExitFine;
}

}  // namespace clashlint
