#pragma once

#include <string>

#include "cli/render/explain_view.h"

namespace clashlint {

struct Story;

/// Whether anything could change the first answer's outbound.
bool can_end_elsewhere(const ExplainView& view, const Story& story);

/// The rows below `It can end elsewhere:`; empty where nothing can.
std::string alternatives_text(const ExplainView& view, const Story& story);

/// What is not here and was looked at, where no row above says what it could change.
std::string unknowns_text(const ExplainView& view, const Story& story);

}  // namespace clashlint
