#pragma once

#include <optional>
#include <string>

#include "rules/profile/load.h"

namespace clashlint {

/// A whole tree on one line: equal for trees that the core reads the same.
std::string shown_tree(const YamlNode* root);

/// The first scalar of what runs whose place in its file does not read as it
/// does; those that a client writes otherwise are left out. Nothing where all do.
std::optional<std::string> misplaced_scalar(const Sources& sources, const LoadedProfile& loaded);

}  // namespace clashlint
