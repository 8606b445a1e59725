#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace clashlint {

/// The texts of patterns that take every name that a pattern takes, itself
/// aside, the closest first: of `x.a.com` these are `+.x.a.com`, `+.a.com`, `.a.com` and
/// so on. In lower case; of one with a `*` those for what stands behind it.
std::vector<std::string> wider_patterns(std::string_view pattern);

}  // namespace clashlint
