#pragma once

#include "rules/base/finding.h"
#include "rules/base/source.h"
#include "rules/yaml/tree.h"

namespace clashlint {

/// Adds to every fault in an anchored part of the text where that part is used
/// (`*name`, `<<: *name`), and keeps one of several findings that say the same
/// of the same place. Linear in the tree and the findings.
void show_uses(const YamlTree& tree, Findings& findings);

}  // namespace clashlint
