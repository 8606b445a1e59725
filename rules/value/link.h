#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace clashlint {

/// The parts of `scheme://user@host:port/path?query#rest`. Views into the text;
/// nothing is decoded, port and rest are left out.
struct Link {
  std::string scheme;  ///< in lower case
  std::string_view user;
  std::string_view host;  ///< without the brackets of an IPv6 address
  std::string_view path;  ///< without the first slash
  std::string_view query;
};

/// Nothing for a text without `://`.
std::optional<Link> parse_link(std::string_view text);

}  // namespace clashlint
