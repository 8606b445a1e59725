#pragma once

#include "cli/render/explain_view.h"
#include "cli/render/json_library.h"

namespace clashlint {

struct LoadedProfile;

/// What the page needs to find answers by itself: rules and lists as small
/// expressions, names and addresses packed (`cli/report/README.md`). Groups choose
/// as the view says. Linear in the entries of all lists that are used.
Json report_program(const ExplainView& view, const LoadedProfile& loaded);

}  // namespace clashlint
