#pragma once

#include <string_view>

namespace clashlint {

/// `0.1.0`
std::string_view version();

}  // namespace clashlint
