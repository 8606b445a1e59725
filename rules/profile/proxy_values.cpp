#include "rules/profile/proxy_values.h"

#include <algorithm>
#include <array>
#include <cctype>

#include <fmt/format.h>

#include "rules/base/strings.h"
#include "rules/profile/typed.h"
#include "rules/value/number_ranges.h"
#include "rules/yaml/scalar.h"

namespace clashlint {
namespace {

using Fault = std::optional<ProxyValueFault>;

constexpr std::string_view kSsCiphers[] = {"none",
                                           "aes-128-gcm",
                                           "aes-192-gcm",
                                           "aes-256-gcm",
                                           "aes-128-ccm",
                                           "aes-192-ccm",
                                           "aes-256-ccm",
                                           "aes-128-ctr",
                                           "aes-192-ctr",
                                           "aes-256-ctr",
                                           "aes-128-cfb",
                                           "aes-192-cfb",
                                           "aes-256-cfb",
                                           "aes-128-gcm-siv",
                                           "aes-256-gcm-siv",
                                           "chacha20-ietf-poly1305",
                                           "xchacha20-ietf-poly1305",
                                           "chacha8-ietf-poly1305",
                                           "xchacha8-ietf-poly1305",
                                           "rc4-md5",
                                           "chacha20",
                                           "chacha20-ietf",
                                           "xchacha20",
                                           "rabbit128-poly1305",
                                           "aegis-128l",
                                           "aegis-256",
                                           "aez-384",
                                           "deoxys-ii-256-128",
                                           "ascon128",
                                           "ascon128a",
                                           "lea-128-gcm",
                                           "lea-192-gcm",
                                           "lea-256-gcm"};

/// Ciphers of SIP022: the key is base64 of a fixed length.
struct Cipher2022 {
  std::string_view name;
  std::size_t key_bytes;
};
constexpr Cipher2022 kSs2022[] = {
    {"2022-blake3-aes-128-gcm", 16},       {"2022-blake3-aes-256-gcm", 32},
    {"2022-blake3-aes-128-ccm", 16},       {"2022-blake3-aes-256-ccm", 32},
    {"2022-blake3-chacha20-poly1305", 32}, {"2022-blake3-chacha8-poly1305", 32}};

constexpr std::string_view kVmessCiphers[] = {
    "auto", "none", "zero", "aes-128-gcm", "chacha20-poly1305", "aes-128-cfb"};
constexpr std::string_view kSsrCiphers[] = {"none",        "dummy",       "aes-128-ctr",   "aes-192-ctr",
                                            "aes-256-ctr", "aes-128-cfb", "aes-192-cfb",   "aes-256-cfb",
                                            "rc4-md5",     "chacha20",    "chacha20-ietf", "xchacha20"};
constexpr std::string_view kSsrObfs[] = {"plain",       "http_simple",        "http_post",
                                         "random_head", "tls1.2_ticket_auth", "tls1.2_ticket_fastauth"};
constexpr std::string_view kSsrProtocols[] = {"origin",           "auth_sha1_v4", "auth_aes128_md5",
                                              "auth_aes128_sha1", "auth_chain_a", "auth_chain_b"};

template <typename Names>
bool knows(const Names& names, std::string_view text) {
  return std::ranges::any_of(names, [&](std::string_view name) { return ascii_iequals(name, text); });
}

Fault fault(const Structure& proxy, std::string_view key, std::string core_message, std::string message) {
  const YamlNode* const node = proxy.find(key);
  return ProxyValueFault{.span = node == nullptr ? proxy.node().span : node->span,
                         .core_message = std::move(core_message),
                         .message = std::move(message)};
}

std::string value(const Structure& proxy, std::string_view key) { return proxy.text(key).value_or(""); }

/// Where strict, padded base64 first goes wrong; nothing if it does not.
std::optional<std::size_t> base64_fault(std::string_view text) {
  const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
  const std::size_t body = text.size() - padding;
  for (std::size_t at = 0; at < body; ++at) {
    const char c = text[at];
    if (std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '+' && c != '/') return at;
  }
  return text.size() % 4 == 0 ? std::nullopt : std::optional(body / 4 * 4);
}

std::size_t base64_size(std::string_view text) {
  return text.size() / 4 * 3 - (text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0);
}

Fault check_ss_key(const Structure& proxy, const std::string& start, const Cipher2022& cipher) {
  for (const std::string& password = value(proxy, "password");
       const std::string_view key : split(password, ':')) {
    if (const std::optional<std::size_t> at = base64_fault(key)) {
      return fault(
          proxy, "password", fmt::format("{}decode key: illegal base64 data at input byte {}", start, *at),
          fmt::format("the password of {} must be a base64 key of {} bytes", cipher.name, cipher.key_bytes));
    }
    if (base64_size(key) != cipher.key_bytes) {
      return fault(
          proxy, "password",
          fmt::format("{}bad key length, required {}, got {}", start, cipher.key_bytes, base64_size(key)),
          fmt::format("the key of {} must have {} bytes, this one has {}", cipher.name, cipher.key_bytes,
                      base64_size(key)));
    }
  }
  return std::nullopt;
}

Fault check_ss_plugin(const Structure& proxy, const std::string& address) {
  const std::string plugin = value(proxy, "plugin");
  const YamlNode* const options = proxy.find("plugin-opts");
  if (options == nullptr || !options->is_mapping()) return std::nullopt;
  const Structure plugin_options(*options, KeyStyle::fold_underscore);
  const std::string mode = value(plugin_options, "mode");
  if (plugin == "obfs" && mode != "tls" && mode != "http") {
    return fault(proxy, "plugin-opts", fmt::format("ss {} obfs mode error: {}", address, mode),
                 fmt::format("the obfs plugin knows the modes tls and http, not \"{}\"", mode));
  }
  if (plugin == "v2ray-plugin" && mode != "websocket") {
    return fault(proxy, "plugin-opts", fmt::format("ss {} obfs mode error: {}", address, mode),
                 fmt::format("v2ray-plugin knows the mode websocket, not \"{}\"", mode));
  }
  return std::nullopt;
}

std::string address_of(const Structure& proxy) {
  return fmt::format("{}:{}", value(proxy, "server"), proxy.integer("port").value_or(0));
}

Fault check_ss(const Structure& proxy) {
  const std::string cipher = value(proxy, "cipher");
  const std::string start = fmt::format("ss {} cipher: {} initialize error: ", address_of(proxy), cipher);
  for (const Cipher2022& known : kSs2022) {
    if (!ascii_iequals(known.name, cipher)) continue;
    if (Fault found = check_ss_key(proxy, start, known)) return found;
    return check_ss_plugin(proxy, address_of(proxy));
  }
  if (!knows(kSsCiphers, cipher)) {
    return fault(proxy, "cipher", start + "unknown method: " + cipher,
                 fmt::format("ss has no cipher \"{}\"", cipher));
  }
  if (value(proxy, "password").empty() && !ascii_iequals(cipher, "none")) {
    return fault(proxy, "password", start + "missing password", "the password is empty");
  }
  const std::int64_t version = proxy.integer("udp-over-tcp-version").value_or(0);
  if (version < 0 || version > 2) {
    return fault(proxy, "udp-over-tcp-version",
                 fmt::format("ss {} unknown udp over tcp protocol version: {}", address_of(proxy), version),
                 "udp-over-tcp-version is 1 or 2");
  }
  return check_ss_plugin(proxy, address_of(proxy));
}

Fault check_ssr(const Structure& proxy) {
  const std::string start = fmt::format("ssr {} ", address_of(proxy));
  if (const std::string cipher = value(proxy, "cipher"); !knows(kSsrCiphers, cipher)) {
    return fault(proxy, "cipher",
                 fmt::format("{}cipher: {} initialize error: cipher not supported", start, cipher),
                 fmt::format("ssr has no cipher \"{}\" here", cipher));
  }
  if (const std::string obfs = value(proxy, "obfs"); !knows(kSsrObfs, obfs)) {
    return fault(proxy, "obfs", fmt::format("{}initialize obfs error: Obfs {} not supported", start, obfs),
                 fmt::format("ssr has no obfs \"{}\" here", obfs));
  }
  if (const std::string protocol = value(proxy, "protocol"); !knows(kSsrProtocols, protocol)) {
    return fault(proxy, "protocol",
                 fmt::format("{}initialize protocol error: protocol {} not supported", start, protocol),
                 fmt::format("ssr has no protocol \"{}\" here", protocol));
  }
  return std::nullopt;
}

bool is_hex(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return std::isxdigit(static_cast<unsigned char>(c)) != 0; });
}

/// 32 bytes in unpadded base64url (padding is cut first).
bool is_reality_key(std::string_view text) {
  while (text.ends_with('=')) text.remove_suffix(1);
  const auto legal = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_';
  };
  return text.size() == 43 && std::ranges::all_of(text, legal);
}

Fault check_reality(const Structure& proxy) {
  const YamlNode* const node = proxy.find("reality-opts");
  if (node == nullptr || !node->is_mapping()) return std::nullopt;
  const Structure options(*node, KeyStyle::fold_underscore);
  const std::string key = value(options, "public-key");
  if (key.empty()) return std::nullopt;
  if (!is_reality_key(key)) {
    return fault(options, "public-key", "invalid REALITY public key",
                 "a REALITY public key is base64url of 32 bytes");
  }
  const std::string id = value(options, "short-id");
  if (id.size() > 16) {
    return fault(options, "short-id", "invalid REALITY short id",
                 "a REALITY short-id has at most 16 hex digits");
  }
  if (id.size() % 2 == 0 && is_hex(id)) return std::nullopt;
  const YamlNode* const written = options.find("short-id");
  const bool number = written != nullptr && yaml_type(*written) != YamlType::string &&
                      written->text.size() % 2 == 0 && is_hex(written->text);
  Fault found = fault(options, "short-id", "invalid REALITY short ID",
                      number ? "an unquoted short-id is read as a number: quote it"
                             : "a REALITY short-id is hex with an even number of digits");
  found->wants_quotes = number;
  return found;
}

Fault check_vmess(const Structure& proxy) {
  const std::string cipher = value(proxy, "cipher");
  if (!knows(kVmessCiphers, cipher)) {
    return fault(proxy, "cipher", "vmess: unsupported security type: " + cipher,
                 fmt::format("vmess has no cipher \"{}\"", cipher));
  }
  return check_reality(proxy);
}

Fault check_vless(const Structure& proxy) {
  const std::string flow = value(proxy, "flow");
  if (flow.size() >= 16 && flow.substr(0, 16) != "xtls-rprx-vision") {
    return fault(proxy, "flow", "unsupported xtls flow type: " + flow,
                 fmt::format("the core knows the flow xtls-rprx-vision only, not \"{}\"", flow));
  }
  return check_reality(proxy);
}

Fault check_snell(const Structure& proxy) {
  std::int64_t version = proxy.integer("version").value_or(0);
  if (version == 0) version = 1;
  if (version < 1 || version > 5) {
    return fault(proxy, "version", fmt::format("snell version error: {}", version),
                 "the core knows snell 1 to 5");
  }
  if (version < 3 && proxy.boolean("udp", false)) {
    return fault(proxy, "udp", fmt::format("snell version {} not support UDP", version),
                 "snell carries UDP from version 3 on; without `version:` it is 1");
  }
  return std::nullopt;
}

/// `100`, `100 Mbps`, `1 Gbps` …: a number, then perhaps a unit of bits or bytes.
bool is_speed(std::string_view text) {
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  std::string_view unit = trim_blanks(text.substr(digits));
  if (digits == 0) return false;
  if (unit.empty()) return true;
  if (std::string_view("KMGT").find(unit.front()) != std::string_view::npos) unit.remove_prefix(1);
  return unit == "bps" || unit == "Bps";
}

Fault check_hysteria(const Structure& proxy) {
  if (const std::string up = value(proxy, "up"); !is_speed(up)) {
    return fault(proxy, "up", "invaild upload speed: " + up,
                 fmt::format("\"{}\" is no speed such as 100 Mbps", up));
  }
  if (const std::string down = value(proxy, "down"); !is_speed(down)) {
    return fault(proxy, "down", "invaild download speed: " + down,
                 fmt::format("\"{}\" is no speed such as 100 Mbps", down));
  }
  return std::nullopt;
}

Fault check_hysteria2(const Structure& proxy) {
  const std::string ports = value(proxy, "ports");
  if (!ports.empty()) {
    if (const Result<NumberRanges> ranges = parse_number_ranges(ports, 16); !ranges) {
      return fault(proxy, "ports", ranges.error(), fmt::format("\"{}\" is no list of ports", ports));
    }
  } else if (proxy.integer("port").value_or(0) == 0) {
    return fault(proxy, "port", "invalid port", "hysteria2 needs `port` or `ports`");
  }
  const std::string obfs = value(proxy, "obfs");
  if (!obfs.empty() && obfs != "salamander") {
    return fault(proxy, "obfs", "unknown obfs type: " + obfs,
                 fmt::format("hysteria2 has no obfs \"{}\"", obfs));
  }
  if (!obfs.empty() && value(proxy, "obfs-password").empty()) {
    return fault(proxy, "obfs", "missing obfs password", "obfs needs `obfs-password`");
  }
  return std::nullopt;
}

Fault check_wireguard(const Structure& proxy) {
  if (value(proxy, "ip").empty() && value(proxy, "ipv6").empty()) {
    return fault(proxy, "ip", "missing local address", "wireguard needs `ip` or `ipv6`");
  }
  const YamlNode* const reserved = proxy.find("reserved");
  if (reserved != nullptr && reserved->is_sequence() && reserved->children.size() != 3 &&
      !reserved->children.empty()) {
    return fault(proxy, "reserved",
                 fmt::format("invalid reserved value, required 3 bytes, got {}", reserved->children.size()),
                 "`reserved` has three bytes");
  }
  return std::nullopt;
}

Fault check_gost_relay(const Structure& proxy) {
  const std::int64_t port = proxy.integer("port").value_or(0);
  if (!value(proxy, "server").empty() && port > 0 && port < 65536) return std::nullopt;
  return fault(proxy, "server",
               fmt::format("gost-relay {} requires a valid server and port", value(proxy, "name")),
               "gost-relay needs a server and a port");
}

Fault check_rematch(const Structure& proxy) {
  if (!value(proxy, "target-rematch-name").empty() || !value(proxy, "target-sub-rule").empty())
    return std::nullopt;
  return fault(proxy, "name",
               fmt::format("rematch {} requires at least one of target-rematch-name or target-sub-rule",
                           value(proxy, "name")),
               "rematch needs `target-rematch-name` or `target-sub-rule`");
}

Fault check_mieru(const Structure& proxy) {
  const bool one = value(proxy, "port").empty() != value(proxy, "port-range").empty();
  if (one) return std::nullopt;
  return fault(proxy, "port",
               "failed to build mieru client config: failed to validate mieru option: "
               "either port or port-range must be set",
               "mieru needs either `port` or `port-range`");
}

Fault check_smux(const Structure& proxy) {
  const YamlNode* const node = proxy.find_exact("smux");
  if (node == nullptr || !node->is_mapping()) return std::nullopt;
  const Structure smux(*node, KeyStyle::fold_underscore);
  const std::string protocol = value(smux, "protocol");
  if (!smux.boolean("enabled", false) || protocol.empty()) return std::nullopt;
  if (protocol == "smux" || protocol == "yamux" || protocol == "h2mux") return std::nullopt;
  return fault(smux, "protocol", "unknown protocol: " + protocol,
               fmt::format("smux knows smux, yamux and h2mux, not \"{}\"", protocol));
}

struct ValueCheck {
  std::string_view type;
  Fault (*check)(const Structure&);
};

constexpr ValueCheck kChecks[] = {
    {"ss", check_ss},
    {"ssr", check_ssr},
    {"vmess", check_vmess},
    {"vless", check_vless},
    {"trojan", check_reality},
    {"snell", check_snell},
    {"hysteria", check_hysteria},
    {"hysteria2", check_hysteria2},
    {"wireguard", check_wireguard},
    {"gost-relay", check_gost_relay},
    {"rematch", check_rematch},
    {"mieru", check_mieru},
};

}  // namespace

std::optional<ProxyValueFault> check_proxy_values(std::string_view type, const Structure& proxy) {
  for (const ValueCheck& row : kChecks) {
    if (row.type != type) continue;
    if (Fault found = row.check(proxy)) return found;
  }
  return check_smux(proxy);
}

}  // namespace clashlint
