#pragma once

#include <iosfwd>
#include <memory>

#include "cli/render/paint.h"
#include "cli/report.h"

namespace clashlint {

/// Findings with their source lines, then one line that sums up and says what
/// was not looked at. `verbose` names all of that, else the first few.
std::unique_ptr<CheckWriter> text_writer(std::ostream& out, Paint paint, bool verbose);

/// `2 errors, 1 warning in profile.yaml; the core refuses it. Not looked at: …`
std::string summary_text(const RunReport& run, bool verbose);

}  // namespace clashlint
