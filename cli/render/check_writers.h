#pragma once

#include <iosfwd>
#include <memory>

#include "cli/report.h"

namespace clashlint {

// The formats for machines; check_formats.h lists them. None holds source lines or secrets.

/// `{"version":1,"files":[…]}`: described in clashlint-check(1), schema in man/check.schema.json.
/// Columns count characters from one, ends are behind the last character.
std::unique_ptr<CheckWriter> json_writer(std::ostream& out);

/// SARIF 2.1.0 (OASIS), one run, every check as a rule.
std::unique_ptr<CheckWriter> sarif_writer(std::ostream& out);

/// Annotations of a GitHub workflow: one `::error …` line a finding.
std::unique_ptr<CheckWriter> github_writer(std::ostream& out);

/// The Code Quality report of GitLab: one list of issues.
std::unique_ptr<CheckWriter> gitlab_writer(std::ostream& out);

/// JUnit's XML: a suite a file, a case a finding. What does not make the run fail is a skipped case.
std::unique_ptr<CheckWriter> junit_writer(std::ostream& out);

/// The diagnostic format of reviewdog; columns count bytes, as it wants.
std::unique_ptr<CheckWriter> rdjson_writer(std::ostream& out);

/// One line a finding with all that is known of it, and one that sums up.
std::unique_ptr<CheckWriter> agent_writer(std::ostream& out);

}  // namespace clashlint
