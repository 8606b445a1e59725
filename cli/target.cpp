#include "cli/target.h"

#include <algorithm>
#include <array>

#include "cli/query_fields.h"
#include "cli/render/printable.h"
#include "rules/base/strings.h"
#include "rules/value/ip.h"
#include "rules/value/punycode.h"
#include "rules/value/text.h"

namespace clashlint {
namespace {

struct Scheme {
  std::string_view name;
  std::uint16_t port;  // 0: the scheme has none
  std::optional<Network> network;
};

constexpr std::array<Scheme, 12> kSchemes = {{{"http", 80, Network::tcp},
                                              {"https", 443, Network::tcp},
                                              {"ws", 80, Network::tcp},
                                              {"wss", 443, Network::tcp},
                                              {"ftp", 21, Network::tcp},
                                              {"ssh", 22, Network::tcp},
                                              {"git", 9418, Network::tcp},
                                              {"tls", 0, Network::tcp},
                                              {"tcp", 0, Network::tcp},
                                              {"udp", 0, Network::udp},
                                              {"quic", 443, Network::udp},
                                              {"h3", 443, Network::udp}}};

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// RFC 3986: a letter, then letters, digits, `+`, `-`, `.`.
bool is_scheme(std::string_view text) {
  if (text.empty() || !is_letter_or_digit(text[0]) || (text[0] >= '0' && text[0] <= '9')) return false;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return is_letter_or_digit(c) || c == '+' || c == '-' || c == '.'; });
}

void take_scheme(std::string_view& text, Target& target) {
  const std::size_t end = text.find("://");
  if (end == std::string_view::npos || !is_scheme(text.substr(0, end))) return;
  const std::string_view name = text.substr(0, end);
  text.remove_prefix(end + 3);
  for (const Scheme& scheme : kSchemes) {
    if (!ascii_iequals(scheme.name, name)) continue;
    if (scheme.port != 0) target.port = scheme.port;
    target.network = scheme.network;
  }
}

std::optional<Error> take_port(std::string_view text, Target& target) {
  if (text.empty()) return std::nullopt;  // `host:` is the scheme's port (RFC 3986, 3.2.3)
  const Result<std::uint32_t> port = read_number(text, kMaxPort);
  // Not repeated: behind a colon there may stand half a password.
  if (!port || *port == 0) return Error{"the port must be a number from 1 to 65535"};
  target.port = static_cast<std::uint16_t>(*port);
  return std::nullopt;
}

std::optional<Error> take_bracketed(std::string_view text, Target& target) {
  const std::size_t end = text.find(']');
  if (end == std::string_view::npos) return Error{"\"[\" is never closed"};
  const std::string_view inner = text.substr(1, end - 1);
  const std::string_view rest = text.substr(end + 1);
  const std::optional<IpAddress> address = parse_ip(inner);
  if (!address || !address->is_v6) return Error{"what stands in the brackets is no IPv6 address"};
  if (!rest.empty() && !rest.starts_with(':')) return Error{"only a port can follow \"]\""};
  target.host = inner;
  return take_port(rest.empty() ? rest : rest.substr(1), target);
}

std::optional<Error> name_fault(std::string_view host) {
  if (host.empty()) return Error{"there is no host in it"};
  if (host.size() > kMaxHost) return Error{"the name is longer than " + std::to_string(kMaxHost) + " bytes"};
  if (host.find('*') != std::string_view::npos)
    return Error{"a pattern is no host: give one name that it takes"};
  for (const char c : host) {
    const bool plain = is_letter_or_digit(c) || c == '-' || c == '_' || c == '.' || (c & '\x80') != 0;
    if (!plain) return Error{std::string("a name cannot hold '") + c + "'"};
  }
  if (host.starts_with('.')) return Error{"a name cannot begin with a dot"};
  if (host.find("..") != std::string_view::npos) return Error{"a name cannot have two dots in a row"};
  return std::nullopt;
}

// Clients send a name in its xn-- form, whatever a person types or a rule says.
void take_both_forms(Target& target) {
  if (is_ascii(target.host)) {
    target.unicode = unicode_name(target.host).value_or("");
    return;
  }
  const std::optional<std::string> ascii = punycode_name(target.host);
  if (!ascii) {
    target.note = "asked as written: this name has no xn-- form, so no client sends it";
    return;
  }
  target.unicode = unicode_name(*ascii).value_or("");
  target.host = *ascii;
}

std::optional<Error> take_name(std::string_view host, Target& target) {
  // The core cuts final dots of what a client sends.
  while (host.ends_with('.')) host.remove_suffix(1);
  if (auto error = name_fault(host)) return error;
  target.host = host;
  take_both_forms(target);
  return std::nullopt;
}

std::optional<Error> take_host_and_port(std::string_view text, Target& target) {
  if (text.starts_with('[')) return take_bracketed(text, target);
  if (parse_ip(text)) {
    target.host = text;
    return std::nullopt;
  }
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return take_name(text, target);
  if (text.find(':', colon + 1) != std::string_view::npos) {
    return Error{"it has more than one \":\" and is no IPv6 address (with a port: [address]:port)"};
  }
  if (auto error = take_name(text.substr(0, colon), target)) return error;
  return take_port(text.substr(colon + 1), target);
}

// `10.0.0.0/8`: cut at the slash it would be an address nobody asked about.
bool is_prefix(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos || !parse_ip(text.substr(0, slash))) return false;
  const std::string_view bits = text.substr(slash + 1);
  return !bits.empty() && std::all_of(bits.begin(), bits.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool has_blank_or_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == '\x7F'; });
}

}  // namespace

std::string without_credentials(std::string_view text) {
  const std::size_t at = text.rfind('@');
  return at == std::string_view::npos ? excerpt(text) : "…" + excerpt(text.substr(at));
}

Result<Target> parse_target(std::string_view text) {
  Target target;
  text = trim_space(text);
  if (text.empty()) return Error{"it is empty"};
  if (!is_utf8(text)) return Error{"it is not UTF-8"};
  if (is_prefix(text)) return Error{"a range of addresses is no host: give one address of it"};
  take_scheme(text, target);
  text = text.substr(0, text.find_first_of("/\\?#"));
  if (const std::size_t at = text.rfind('@'); at != std::string_view::npos) text.remove_prefix(at + 1);
  if (has_blank_or_control(text)) return Error{"it holds a blank or a control character"};
  if (auto error = take_host_and_port(text, target)) return *std::move(error);
  return target;
}

}  // namespace clashlint
