#pragma once

#include <string>

#include "cli/render/resolve_view.h"

namespace clashlint {

/// What runs, as YAML that the core reads the same: aliases and merges written
/// out, a comment behind each row with where it stands, and in front what was
/// laid over what. The tree has to have a mapping as its root.
std::string resolve_text(const ResolveView& view);

}  // namespace clashlint
