#pragma once

#include <iosfwd>
#include <memory>

#include "cli/report.h"

namespace clashlint {

/// `{"files":[…]}`: described in clashlint-check(1). Columns count characters from
/// one, ends are behind the last character. Source lines are not in it.
std::unique_ptr<CheckWriter> json_writer(std::ostream& out);

/// SARIF 2.1.0 (OASIS), one run, every check as a rule.
std::unique_ptr<CheckWriter> sarif_writer(std::ostream& out);

/// Annotations of a GitHub workflow: one `::error …` line a finding.
std::unique_ptr<CheckWriter> github_writer(std::ostream& out);

}  // namespace clashlint
