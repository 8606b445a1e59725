#pragma once

#include <string>

#include "cli/render/resolve_view.h"

namespace clashlint {

/// What runs, as one JSON object: the layers, what each of them did, the rows of
/// `rules` with their places, and the whole profile.
std::string resolve_json(const ResolveView& view);

}  // namespace clashlint
