#pragma once

#include <cstddef>
#include <optional>

#include "rules/base/finding.h"
#include "rules/base/source.h"
#include "rules/yaml/tree.h"

namespace clashlint {

/// The edit that takes one item out of a list, or one entry (counted in pairs)
/// out of a mapping, with the lines that it alone stands on. Nothing where that
/// cannot be done cleanly: it is the only one, something in it has an anchor, it
/// shares its line with others, or it ends in a text of several lines.
std::optional<Edit> removal_of(const Sources& sources, const YamlNode& collection, std::size_t index);

}  // namespace clashlint
