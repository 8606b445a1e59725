#pragma once

#include "cli/render/json_library.h"
#include "rules/value/succinct_layout.h"

namespace clashlint {

/// The trie of a set with a `*`, for the core's own lookup: `labels`, one
/// character a byte, `bits` and `leaves` as hex digits, the first bit lowest.
Json packed_trie(const SuccinctLayout& layout);

}  // namespace clashlint
