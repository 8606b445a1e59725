#include "analyzer/secrets/keys.h"

#include <algorithm>
#include <string>

#include "rules/base/strings.h"

namespace clashlint {
namespace {

constexpr std::string_view kSecretParts[] = {
    "password", "passwd",     "secret",     "token",       "uuid",   "private-key",   "shared-key", "api-key",
    "apikey",   "access-key", "credential", "certificate", "cookie", "authorization", "psk"};
constexpr std::string_view kSecretKeys[] = {"auth",    "auth-str", "authentication", "key",
                                            "users",   "username", "user",           "short-id",
                                            "ech-key", "header",   "headers"};

constexpr std::string_view kOpenKeys[] = {"alpn",
                                          "alterid",
                                          "amnezia-wg-option",
                                          "behavior",
                                          "brutal-opts",
                                          "bbr-profile",
                                          "cipher",
                                          "client-fingerprint",
                                          "congestion-controller",
                                          "default-nameserver",
                                          "dialer-proxy",
                                          "disable-mtu-discovery",
                                          "disable-sni",
                                          "disable-udp",
                                          "down",
                                          "enable",
                                          "enabled",
                                          "encryption",
                                          "exclude-filter",
                                          "exclude-type",
                                          "expected-status",
                                          "fast-open",
                                          "filter",
                                          "flow",
                                          "format",
                                          "grpc-opts",
                                          "health-check",
                                          "heartbeat-interval",
                                          "hidden",
                                          "hop-interval",
                                          "icon",
                                          "interface-name",
                                          "interval",
                                          "ip-version",
                                          "lazy",
                                          "listen",
                                          "max-connections",
                                          "max-streams",
                                          "max-udp-relay-packet-size",
                                          "method",
                                          "min-streams",
                                          "mode",
                                          "mptcp",
                                          "mtu",
                                          "mux",
                                          "name",
                                          "network",
                                          "obfs",
                                          "obfs-mode",
                                          "only-tcp",
                                          "override",
                                          "packet-addr",
                                          "packet-encoding",
                                          "padding",
                                          "persistent-keepalive",
                                          "plugin",
                                          "plugin-opts",
                                          "port",
                                          "ports",
                                          "protocol",
                                          "proxies",
                                          "proxy",
                                          "reality-opts",
                                          "reduce-rtt",
                                          "remote-dns-resolve",
                                          "request-timeout",
                                          "rule",
                                          "routing-mark",
                                          "security",
                                          "size-limit",
                                          "skip-cert-verify",
                                          "smux",
                                          "statistic",
                                          "strategy",
                                          "tfo",
                                          "timeout",
                                          "tls",
                                          "tolerance",
                                          "type",
                                          "udp",
                                          "udp-over-stream",
                                          "udp-over-tcp",
                                          "udp-over-tcp-version",
                                          "udp-relay-mode",
                                          "up",
                                          "use",
                                          "version",
                                          "ws-opts",
                                          "xudp"};

}  // namespace

bool is_secret_key(std::string_view key) {
  std::string folded = ascii_lower(key);
  std::ranges::replace(folded, '_', '-');
  return std::ranges::find(kSecretKeys, folded) != std::end(kSecretKeys) ||
         std::ranges::any_of(kSecretParts,
                             [&](std::string_view part) { return folded.find(part) != std::string::npos; });
}

bool is_number_key(std::string_view key) {
  return ascii_iequals(key, "port") || ascii_iequals(key, "ports") || ascii_iequals(key, "alterId");
}

bool is_open_key(std::string_view key) {
  std::string folded = ascii_lower(key);
  std::ranges::replace(folded, '_', '-');
  return std::ranges::find(kOpenKeys, folded) != std::end(kOpenKeys);
}

}  // namespace clashlint
