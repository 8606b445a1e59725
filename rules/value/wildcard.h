#pragma once

#include <string_view>

namespace clashlint {

/// Whole-string glob of the core: `*` any run of bytes (dots and none
/// included), `?` exactly one byte; case matters. O(pattern · text) at worst.
bool wildcard_match(std::string_view pattern, std::string_view text);

}  // namespace clashlint
