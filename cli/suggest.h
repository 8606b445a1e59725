#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace clashlint {

/// ` (did you mean "--port"?)`, or nothing.
std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& known);

}  // namespace clashlint
