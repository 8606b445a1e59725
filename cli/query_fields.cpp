#include "cli/query_fields.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "cli/render/printable.h"
#include "cli/suggest.h"
#include "rules/base/strings.h"

namespace clashlint {
namespace {

std::string but_is(std::string_view text) { return ", not \"" + excerpt(text) + "\""; }

}  // namespace

Result<std::uint32_t> read_number(std::string_view text, std::uint32_t limit) {
  std::uint32_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, fault] = std::from_chars(text.data(), end, number);
  if (fault == std::errc() && stop == end && number <= limit) return number;
  return Error{"must be a number from 0 to " + std::to_string(limit) + but_is(text)};
}

Result<IpAddress> read_address(std::string_view text) {
  if (const std::optional<IpAddress> address = parse_ip(text)) return *address;
  return Error{"must be an IPv4 or IPv6 address" + but_is(text)};
}

Result<Network> read_network(std::string_view text) {
  if (ascii_iequals(text, "tcp")) return Network::tcp;
  if (ascii_iequals(text, "udp")) return Network::udp;
  return Error{"must be tcp or udp" + but_is(text)};
}

Result<std::string> read_in_type(std::string_view text) {
  const std::string upper = ascii_upper(text);
  const std::vector<std::string_view>& known = inbound_types();
  if (std::find(known.begin(), known.end(), upper) != known.end()) return upper;
  if (upper == "SOCKS") return Error{"must be SOCKS4 or SOCKS5: SOCKS stands for both"};
  if (upper == "MIXED")
    return Error{"must say what came in at the mixed port: HTTP, HTTPS, SOCKS4 or SOCKS5"};
  return Error{"must be a kind of inbound such as HTTP, SOCKS5, TUN or REDIR" + but_is(text) +
               did_you_mean(upper, known)};
}

const std::vector<std::string_view>& inbound_types() {
  static const std::vector<std::string_view> kTypes = {
      "HTTP",      "HTTPS",  "SOCKS4", "SOCKS5", "SHADOWSOCKS", "SNELL", "VMESS",
      "VLESS",     "REDIR",  "TPROXY", "TROJAN", "TUNNEL",      "TUN",   "TUIC",
      "HYSTERIA2", "ANYTLS", "MIERU",  "SUDOKU", "TRUSTTUNNEL", "INNER"};
  return kTypes;
}

}  // namespace clashlint
