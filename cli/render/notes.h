#pragma once

#include <string>
#include <vector>

#include "cli/render/explain_view.h"

namespace clashlint {

struct Asked;
struct Story;

/// What is to be known of a host besides where it goes: that it is not what clients send, or not
/// what it looks like. Usually nothing.
std::vector<std::string> notes_of(const ExplainView& view, const Asked& asked, const Story& story);

}  // namespace clashlint
