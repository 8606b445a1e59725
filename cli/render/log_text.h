#pragma once

#include <string>

#include "cli/render/explain_view.h"

namespace clashlint {

struct Asked;
struct Story;

/// What a line of the core's log says of the connection, beside what we say:
/// whole lines that begin with two blanks; empty where there was no such line.
std::string log_text(const ExplainView& view, const Asked& asked, const Story& story);

}  // namespace clashlint
