#pragma once

#include <string>

#include "cli/render/explain_view.h"

namespace clashlint {

struct Answer;
struct Story;

/// What could change the first answer, and what was tried and does not. Ends
/// in a line break; empty where there is nothing to say.
std::string alternatives_text(const ExplainView& view, const Story& story);

/// What is not here and was looked at, where no row above says what it could
/// change. `first` comes with its steps.
std::string unknowns_text(const ExplainView& view, const Story& story, const Answer& first);

}  // namespace clashlint
