#pragma once

#include <string_view>

namespace clashlint {

/// Is it a general category, script or property by the name the Unicode
/// Character Database and, after it, Go's package `unicode` gives it? No short
/// names of scripts, no other case.
bool is_go_property(std::string_view name);

}  // namespace clashlint
