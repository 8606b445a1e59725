#pragma once

#include <iosfwd>
#include <memory>
#include <string>

#include "cli/render/check_formats.h"
#include "cli/report.h"

namespace clashlint {

/// Findings with their source lines, then one line that sums up and says what
/// was not looked at. `verbose` names all of that, else the first few.
std::unique_ptr<CheckWriter> text_writer(std::ostream& out, const OutputStyle& style);

/// How often each check found something, the most frequent first, and the same line.
std::unique_ptr<CheckWriter> statistics_writer(std::ostream& out, const OutputStyle& style);

/// `2 errors, 1 warning in profile.yaml; the core refuses it. Not looked at: …`
std::string summary_text(const RunReport& run, bool verbose);

}  // namespace clashlint
