#pragma once

#include <string>

#include "analyzer/match/takers.h"
#include "cli/render/explain_view.h"

namespace clashlint {

struct Asked;

/// All rules that would take a host, one a line, the one that gets it first.
std::string takers_text(const ExplainView& view, const Asked& asked, const Takers& takers);

}  // namespace clashlint
