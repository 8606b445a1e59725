#include "cli/app.h"

#include <istream>
#include <ostream>

#include "cli/command/check.h"
#include "cli/command/checks.h"
#include "cli/command/completions.h"
#include "cli/command/diff.h"
#include "cli/command/explain.h"
#include "cli/command/find.h"
#include "cli/command/lock.h"
#include "cli/command/report.h"
#include "cli/command/resolve.h"
#include "cli/command/rules.h"
#include "cli/command/test.h"
#include "cli/exit_code.h"
#include "cli/help.h"
#include "cli/render/printable.h"
#include "cli/suggest.h"
#include "cli/version.h"

namespace clashlint {
namespace {

int wrong_use(const std::string& word, std::ostream& err) {
  std::vector<std::string_view> known = {"--help", "--version"};
  for (const Command& command : commands()) known.push_back(command.name);
  const std::string kind = word.starts_with('-') ? "unknown option" : "unknown command";
  err << "clashlint: " << kind << " \"" << excerpt(word) << '"' << did_you_mean(word, known)
      << "; see clashlint --help\n";
  return kExitUsage;
}

int dispatch(const std::vector<std::string>& args, const Environment& environment, std::istream& in,
             std::ostream& out, std::ostream& err) {
  if (args.empty()) {
    err << program_help();
    return kExitUsage;
  }
  const std::string& first = args.front();
  if (first == "--version") {
    out << "clashlint " << version() << '\n';
    return kExitFine;
  }
  if (first == "--help" || first == "-h" || first == "help") {
    out << program_help();
    return kExitFine;
  }
  const std::vector<std::string> rest(args.begin() + 1, args.end());
  if (first == "check") return run_check(rest, environment, in, out, err);
  if (first == "checks") return run_checks(rest, out, err);
  if (first == "completions") return run_completions(rest, out, err);
  if (first == "diff") return run_diff(rest, environment, out, err);
  if (first == "explain") return run_explain(rest, environment, in, out, err);
  if (first == "find") return run_find(rest, environment, out, err);
  if (first == "lock") return run_lock(rest, environment, out, err);
  if (first == "report") return run_report(rest, environment, out, err);
  if (first == "resolve") return run_resolve(rest, environment, out, err);
  if (first == "rules") return run_rules(rest, environment, out, err);
  if (first == "test") return run_test(rest, environment, out, err);
  return wrong_use(first, err);
}

}  // namespace

int run_app(const std::vector<std::string>& args, const Environment& environment, std::istream& in,
            std::ostream& out, std::ostream& err) {
  const int code = dispatch(args, environment, in, out, err);
  out.flush();
  if (out || code != kExitFine) return code;
  err << "clashlint: the output could not be written\n";
  return kExitUnreadable;
}

int run_app(const std::vector<std::string>& args, std::istream& in, std::ostream& out, std::ostream& err) {
  return run_app(args, Environment{}, in, out, err);
}

}  // namespace clashlint
