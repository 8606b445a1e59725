#pragma once

#include "rules/base/finding.h"
#include "rules/yaml/tree.h"

namespace clashlint {

/// Takes out what cannot be said of a text that YAML stops reading half-way:
/// that a name is unknown, where the section that may define it was not read to
/// its end, and whatever is wrong with the last thing read, as it is not whole.
void drop_unproved(const YamlTree& tree, Findings& findings);

}  // namespace clashlint
