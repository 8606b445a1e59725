#include "rules/profile/nameserver.h"

#include <algorithm>
#include <array>
#include <cctype>

#include <fmt/format.h>

#include "rules/base/strings.h"
#include "rules/value/ip.h"

namespace clashlint {
namespace {

struct Scheme {
  std::string_view name;
  std::string_view port;
};

constexpr Scheme kDialled[] = {{"udp", "53"},   {"tcp", "53"},    {"tls", "853"},
                               {"quic", "853"}, {"https", "443"}, {"http", "80"}};

constexpr std::array<std::string_view, 6> kRcodes = {"success",    "format_error",    "server_failure",
                                                     "name_error", "not_implemented", "refused"};

bool all_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; });
}

struct HostPort {
  std::string host;
  std::string port;
};

/// `host`, `host:port`, `[v6]`, `[v6]:port`; the reason when it is none.
Result<HostPort> split_host_port(std::string_view authority) {
  HostPort out;
  std::string_view rest = authority;
  if (rest.starts_with('[')) {
    const std::size_t close = rest.find(']');
    if (close == std::string_view::npos) return Error{"missing ']' in host"};
    out.host = rest.substr(1, close - 1);
    rest.remove_prefix(close + 1);
  } else {
    const std::size_t colon = rest.rfind(':');
    out.host = rest.substr(0, colon);
    rest = colon == std::string_view::npos ? std::string_view() : rest.substr(colon);
    if (out.host.find(':') != std::string::npos) {
      return Error{fmt::format("address {}: too many colons in address", authority)};
    }
  }
  if (rest.empty()) return out;
  if (!rest.starts_with(':') || !all_digits(rest.substr(1))) {
    return Error{fmt::format("invalid port \"{}\" after host", rest)};
  }
  out.port = rest.substr(1);
  return out;
}

std::string with_scheme(std::string_view text) {
  if (text == "system") return "system://";
  const std::optional<IpAddress> address = parse_ip(text);
  if (address && address->is_v6) return fmt::format("udp://[{}]", text);
  if (text.find("://") == std::string_view::npos) return fmt::format("udp://{}", text);
  return std::string(text);
}

std::string bracketed(const std::string& host) {
  return host.find(':') == std::string::npos ? host : "[" + host + "]";
}

}  // namespace

Result<Nameserver> parse_nameserver(std::string_view text) {
  const std::string full = with_scheme(text);
  std::string_view rest = full;
  rest = rest.substr(0, rest.find('#'));
  const std::size_t colon = rest.find("://");
  Nameserver server;
  server.scheme = ascii_lower(rest.substr(0, colon));
  rest.remove_prefix(colon + 3);
  rest = rest.substr(0, rest.find('?'));
  const std::size_t slash = std::min(rest.find('/'), rest.size());
  std::string_view authority = rest.substr(0, slash);
  if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos)
    authority.remove_prefix(at + 1);
  const std::string_view path = rest.substr(slash);

  if (server.scheme == "system") {
    server.text = "system";
    return server;
  }
  if (server.scheme == "dhcp") {
    server.host = authority;
    server.text = fmt::format("dhcp://{}", authority);
    return server;
  }
  if (server.scheme == "ts" || server.scheme == "tailscale") {
    if (authority.empty()) return Error{"missing Tailscale proxy name"};
    server.host = authority;
    server.text = fmt::format("{}://{}", server.scheme, authority);
    return server;
  }
  if (server.scheme == "rcode") {
    server.host = authority;
    if (std::ranges::find(kRcodes, authority) == kRcodes.end()) {
      return Error{fmt::format("unsupported RCode type: {}", authority)};
    }
    server.text = fmt::format("rcode://{}", authority);
    return server;
  }
  const auto* const known = std::ranges::find(kDialled, std::string_view(server.scheme), &Scheme::name);
  if (known == std::end(kDialled)) return Error{fmt::format("unsupport scheme: {}", server.scheme)};
  const Result<HostPort> place = split_host_port(authority);
  if (!place) return Error{fmt::format("format error: {}", place.error())};
  server.host = place->host;
  const bool web = server.scheme == "https" || server.scheme == "http";
  server.text = fmt::format("{}://{}:{}{}", server.scheme, bracketed(place->host),
                            place->port.empty() ? std::string(known->port) : place->port, web ? path : "");
  return server;
}

}  // namespace clashlint
