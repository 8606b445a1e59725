#pragma once

#include <string>
#include <string_view>

namespace clashlint {

/// A text as content or attribute of XML 1.0, which has neither control characters
/// nor U+FFFE and U+FFFF, not even as references.
std::string xml(std::string_view text);

}  // namespace clashlint
