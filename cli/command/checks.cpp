#include "cli/command/checks.h"

#include <algorithm>
#include <ostream>

#include "analyzer/check/registry.h"
#include "cli/command/checks_rows.h"
#include "cli/exit_code.h"
#include "cli/help.h"
#include "cli/pages.h"
#include "cli/render/check_list.h"
#include "cli/render/check_manual.h"
#include "cli/render/printable.h"

namespace clashlint {
namespace {

constexpr OptionRow kRows[] = {
    {"Output", "--format", "", "text|json|man", "json: one object a check; man: a page for man(1)"},
    {"Output", "--help", "-h", "", "this text"},
};

int no_such_check(const std::string& id, std::ostream& err) {
  const auto meant = nearest_check(id);
  err << "clashlint: there is no check \"" << excerpt(id) << '"'
      << (meant ? " (did you mean \"" + std::string(*meant) + "\"?)" : "")
      << "; clashlint checks lists them all\n";
  return kExitUsage;
}

int wrong_use(const std::string& why, std::ostream& err) {
  err << "clashlint: " << why << "; see clashlint checks --help\n";
  return kExitUsage;
}

}  // namespace

std::span<const OptionRow> checks_rows() { return kRows; }

int run_checks(const std::vector<std::string>& args, std::ostream& out, std::ostream& err) {
  const Result<RawOptions> raw = read_options(kRows, args);
  if (!raw) return wrong_use(raw.error(), err);
  if (raw->count("--help") > 0) {
    out << checks_help();
    return kExitFine;
  }
  const std::string* const format = raw->value("--format");
  const bool json = format != nullptr && *format == "json";
  const bool manual = format != nullptr && *format == "man";
  if (format != nullptr && !json && !manual && *format != "text") {
    return wrong_use("--format must be text, json or man, not \"" + excerpt(*format) + "\"", err);
  }
  std::vector<const Check*> chosen;
  for (const std::string& id : raw->positionals) {
    const Check* const check = find_check(id);
    if (check == nullptr) return no_such_check(id, err);
    chosen.push_back(check);
  }
  if (chosen.empty() && !json && !manual) {
    out << check_list_text(all_checks());
    return kExitFine;
  }
  const std::span<const Check* const> shown =
      chosen.empty() ? all_checks() : std::span<const Check* const>(chosen);
  if (manual) {
    out << check_manual(shown);
    return kExitFine;
  }
  for (const Check* check : shown)
    out << (json ? check_json(*check, check_page(check->id)) + "\n"
                 : check_page_text(*check, check_page(check->id)));
  return kExitFine;
}

}  // namespace clashlint
