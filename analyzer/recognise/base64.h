#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace clashlint {

/// The text behind base64 (RFC 4648, both alphabets, line breaks allowed) if
/// the whole of `text` is that and the first `limit` bytes of it are text.
std::optional<std::string> decoded_base64(std::string_view text, std::size_t limit);

}  // namespace clashlint
