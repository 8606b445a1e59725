#pragma once

#include <cstdint>

#include "rules/base/source.h"
#include "rules/yaml/tree.h"

namespace clashlint {

/// The bytes from the beginning of `line` to the end of the row that begins on
/// it: the item of a list or the entry of a section, with all its lines. Where
/// a top-level key or nothing begins, the line alone. O(depth · log width).
Span row_at(const Sources& sources, FileId file, const YamlNode* root, std::uint32_t line);

}  // namespace clashlint
