#pragma once

#include <cstddef>
#include <string>

#include "analyzer/match/answer.h"
#include "cli/render/explain_view.h"

namespace clashlint {

/// What came of a rule that was looked at, to be put behind it: `decides`,
/// `the port is 443, not 80`, `matches, but US-01 carries no UDP`.
std::string outcome(const ExplainView& view, const Answer& answer, std::size_t step);

/// The same with what else the step did: asked DNS, looked at what is missing.
std::string full_outcome(const ExplainView& view, const Answer& answer, std::size_t step);

/// Rules above the winner that match and do not decide, one a line: empty if none.
std::string passed_over_text(const ExplainView& view, const Answer& answer);

}  // namespace clashlint
