#include "rules/value/reach.h"

#include <algorithm>
#include <optional>
#include <span>

#include "rules/base/strings.h"
#include "rules/value/ip.h"

namespace clashlint {
namespace {

bool is_loopback(const IpAddress& address) {
  return address == *parse_ip("::1") || parse_prefix("127.0.0.0/8")->contains(unmapped(address));
}

bool is_unspecified(const IpAddress& address) {
  return std::ranges::all_of(address.bytes, [](unsigned char byte) { return byte == 0; });
}

}  // namespace

Reach reach_of(std::string_view host) {
  if (const std::optional<IpAddress> address = parse_ip(host)) {
    if (is_unspecified(*address)) return Reach::everywhere;
    if (is_loopback(*address)) return Reach::machine;
    return is_lan(*address) ? Reach::network : Reach::everywhere;
  }
  const std::string name = ascii_lower(host);
  if (name == "localhost" || name.ends_with(".localhost")) return Reach::machine;
  if (name.empty() || name == "*") return Reach::everywhere;
  const bool local = name.find('.') == std::string::npos || name.ends_with(".lan") ||
                     name.ends_with(".local") || name.ends_with(".home.arpa");
  return local ? Reach::network : Reach::everywhere;
}

std::string_view host_of(std::string_view address) {
  if (address.starts_with('[')) return address.substr(1, address.find(']') - 1);
  const std::size_t colon = address.rfind(':');
  return address.substr(0, colon);
}

}  // namespace clashlint
