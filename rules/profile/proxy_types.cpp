#include "rules/profile/proxy_types.h"

#include <algorithm>

namespace clashlint {
namespace {

// The keys of each type with their types, from the public wiki
// (https://wiki.metacubex.one/config/proxies/).

constexpr auto kText = FieldType::text;
constexpr auto kInt = FieldType::integer;
constexpr auto kBool = FieldType::boolean;
constexpr auto kTexts = FieldType::texts;
constexpr auto kMap = FieldType::map;
constexpr auto kAny = FieldType::any;

constexpr FieldSpec kCommon[] = {{"name", kText, true},     {"tfo", kBool},         {"mptcp", kBool},
                                 {"interface-name", kText}, {"routing-mark", kInt}, {"ip-version", kText},
                                 {"dialer-proxy", kText},   {"smux", kAny}};

constexpr FieldSpec kNothing[] = {{"udp", kAny}};

constexpr FieldSpec kSs[] = {
    {"server", kText, true},      {"port", kInt, true},    {"password", kText, true},
    {"cipher", kText, true},      {"udp", kBool},          {"plugin", kText},
    {"plugin-opts", kMap},        {"udp-over-tcp", kBool}, {"udp-over-tcp-version", kInt},
    {"client-fingerprint", kText}};

constexpr FieldSpec kSsr[] = {{"server", kText, true},   {"port", kInt, true},      {"password", kText, true},
                              {"cipher", kText, true},   {"obfs", kText, true},     {"obfs-param", kText},
                              {"protocol", kText, true}, {"protocol-param", kText}, {"udp", kBool}};

constexpr FieldSpec kSocks5[] = {{"server", kText, true},     {"port", kInt, true},  {"username", kText},
                                 {"password", kText},         {"tls", kBool},        {"udp", kBool},
                                 {"skip-cert-verify", kBool}, {"fingerprint", kText}};

constexpr FieldSpec kHttp[] = {{"server", kText, true},     {"port", kInt, true},   {"username", kText},
                               {"password", kText},         {"tls", kBool},         {"sni", kText},
                               {"skip-cert-verify", kBool}, {"fingerprint", kText}, {"headers", kMap}};

constexpr FieldSpec kVmess[] = {{"server", kText, true},
                                {"port", kInt, true},
                                {"uuid", kText, true},
                                {"alterId", kInt, true},
                                {"cipher", kText, true},
                                {"udp", kBool},
                                {"network", kText},
                                {"tls", kBool},
                                {"alpn", kTexts},
                                {"skip-cert-verify", kBool},
                                {"fingerprint", kText},
                                {"servername", kText},
                                {"ech-opts", kMap},
                                {"reality-opts", kMap},
                                {"http-opts", kMap},
                                {"h2-opts", kMap},
                                {"grpc-opts", kMap},
                                {"ws-opts", kMap},
                                {"packet-addr", kBool},
                                {"xudp", kBool},
                                {"packet-encoding", kText},
                                {"global-padding", kBool},
                                {"authenticated-length", kBool},
                                {"client-fingerprint", kText}};

constexpr FieldSpec kVless[] = {{"server", kText, true},
                                {"port", kInt, true},
                                {"uuid", kText, true},
                                {"flow", kText},
                                {"tls", kBool},
                                {"alpn", kTexts},
                                {"udp", kBool},
                                {"packet-addr", kBool},
                                {"xudp", kBool},
                                {"packet-encoding", kText},
                                {"encryption", kText},
                                {"network", kText},
                                {"ech-opts", kMap},
                                {"reality-opts", kMap},
                                {"http-opts", kMap},
                                {"h2-opts", kMap},
                                {"grpc-opts", kMap},
                                {"ws-opts", kMap},
                                {"ws-path", kText},
                                {"ws-headers", kMap},
                                {"skip-cert-verify", kBool},
                                {"fingerprint", kText},
                                {"servername", kText},
                                {"client-fingerprint", kText}};

constexpr FieldSpec kSnell[] = {{"server", kText, true}, {"port", kInt, true}, {"psk", kText, true},
                                {"udp", kBool},          {"version", kInt},    {"obfs-opts", kMap}};

constexpr FieldSpec kTrojan[] = {
    {"server", kText, true}, {"port", kInt, true},        {"password", kText, true},    {"alpn", kTexts},
    {"sni", kText},          {"skip-cert-verify", kBool}, {"fingerprint", kText},       {"udp", kBool},
    {"network", kText},      {"ech-opts", kMap},          {"reality-opts", kMap},       {"grpc-opts", kMap},
    {"ws-opts", kMap},       {"ss-opts", kMap},           {"client-fingerprint", kText}};

constexpr FieldSpec kHysteria[] = {{"server", kText, true},
                                   {"port", kInt},
                                   {"ports", kText},
                                   {"protocol", kText},
                                   {"obfs-protocol", kText},
                                   {"up", kText, true},
                                   {"up-speed", kInt},
                                   {"down", kText, true},
                                   {"down-speed", kInt},
                                   {"auth", kText},
                                   {"auth-str", kText},
                                   {"obfs", kText},
                                   {"sni", kText},
                                   {"ech-opts", kMap},
                                   {"skip-cert-verify", kBool},
                                   {"fingerprint", kText},
                                   {"alpn", kTexts},
                                   {"recv-window-conn", kInt},
                                   {"recv-window", kInt},
                                   {"disable-mtu-discovery", kBool},
                                   {"fast-open", kBool},
                                   {"hop-interval", kInt}};

constexpr FieldSpec kHysteria2[] = {{"server", kText, true}, {"port", kInt},     {"ports", kText},
                                    {"hop-interval", kAny},  {"up", kText},      {"down", kText},
                                    {"password", kText},     {"obfs", kText},    {"obfs-password", kText},
                                    {"sni", kText},          {"ech-opts", kMap}, {"skip-cert-verify", kBool},
                                    {"fingerprint", kText},  {"alpn", kTexts},   {"cwnd", kInt},
                                    {"udp-mtu", kInt}};

constexpr FieldSpec kWireguard[] = {{"private-key", kText, true},
                                    {"server", kText},
                                    {"port", kInt},
                                    {"ip", kText},
                                    {"ipv6", kText},
                                    {"public-key", kText},
                                    {"pre-shared-key", kText},
                                    {"reserved", kAny},
                                    {"workers", kInt},
                                    {"mtu", kInt},
                                    {"udp", kBool},
                                    {"persistent-keepalive", kInt},
                                    {"amnezia-wg-option", kMap},
                                    {"peers", FieldType::maps},
                                    {"remote-dns-resolve", kBool},
                                    {"dns", kTexts},
                                    {"refresh-server-ip-interval", kInt},
                                    {"allowed-ips", kTexts}};

constexpr FieldSpec kTuic[] = {{"server", kText, true},
                               {"port", kInt, true},
                               {"token", kText},
                               {"uuid", kText},
                               {"password", kText},
                               {"ip", kText},
                               {"heartbeat-interval", kInt},
                               {"alpn", kTexts},
                               {"reduce-rtt", kBool},
                               {"request-timeout", kInt},
                               {"udp-relay-mode", kText},
                               {"congestion-controller", kText},
                               {"disable-sni", kBool},
                               {"max-udp-relay-packet-size", kInt},
                               {"fast-open", kBool},
                               {"max-open-streams", kInt},
                               {"cwnd", kInt},
                               {"skip-cert-verify", kBool},
                               {"fingerprint", kText},
                               {"recv-window-conn", kInt},
                               {"recv-window", kInt},
                               {"disable-mtu-discovery", kBool},
                               {"max-datagram-frame-size", kInt},
                               {"sni", kText},
                               {"ech-opts", kMap},
                               {"udp-over-stream", kBool},
                               {"udp-over-stream-version", kInt}};

constexpr FieldSpec kGostRelay[] = {{"server", kText, true}, {"port", kInt, true}, {"username", kText},
                                    {"password", kText},     {"udp", kBool},       {"tls", kBool}};

constexpr FieldSpec kSsh[] = {{"server", kText, true},   {"port", kInt, true},
                              {"username", kText, true}, {"password", kText},
                              {"private-key", kText},    {"private-key-passphrase", kText},
                              {"host-key", kTexts},      {"host-key-algorithms", kTexts}};

constexpr FieldSpec kMieru[] = {{"server", kText, true},
                                {"port", kAny},
                                {"port-range", kText},
                                {"transport", kText, true},
                                {"username", kText, true},
                                {"password", kText, true},
                                {"udp", kBool},
                                {"multiplexing", kText},
                                {"handshake-mode", kText}};

constexpr FieldSpec kAnytls[] = {{"server", kText, true},
                                 {"port", kInt, true},
                                 {"password", kText, true},
                                 {"alpn", kTexts},
                                 {"sni", kText},
                                 {"ech-opts", kMap},
                                 {"client-fingerprint", kText},
                                 {"skip-cert-verify", kBool},
                                 {"fingerprint", kText},
                                 {"udp", kBool},
                                 {"idle-session-check-interval", kInt},
                                 {"idle-session-timeout", kInt},
                                 {"min-idle-session", kInt}};

constexpr FieldSpec kSudoku[] = {{"server", kText, true}, {"port", kInt, true}, {"key", kText, true}};

constexpr FieldSpec kMasque[] = {
    {"server", kText, true},     {"port", kInt, true}, {"private-key", kText, true},
    {"public-key", kText, true}, {"udp", kBool},       {"network", kText}};

constexpr FieldSpec kTrustTunnel[] = {
    {"server", kText, true}, {"port", kInt, true}, {"udp", kBool}, {"username", kText}, {"password", kText}};

constexpr FieldSpec kOpenvpn[] = {{"server", kText, true}, {"port", kInt, true}, {"ca", kText, true}};

constexpr FieldSpec kTailscale[] = {{"udp", kBool}, {"state-dir", kText}};

constexpr FieldSpec kRematch[] = {{"target-rematch-name", kText}, {"target-sub-rule", kText}};

constexpr ProxyType kTypes[] = {
    {"ss", "Shadowsocks", UdpRule::by_key, kSs},
    {"ssr", "ShadowsocksR", UdpRule::by_key, kSsr},
    {"socks5", "Socks5", UdpRule::by_key, kSocks5},
    {"http", "Http", UdpRule::never, kHttp},
    {"vmess", "Vmess", UdpRule::by_key, kVmess},
    {"vless", "Vless", UdpRule::by_key, kVless},
    {"snell", "Snell", UdpRule::by_key, kSnell},
    {"trojan", "Trojan", UdpRule::by_key, kTrojan},
    {"hysteria", "Hysteria", UdpRule::always, kHysteria},
    {"hysteria2", "Hysteria2", UdpRule::always, kHysteria2},
    {"wireguard", "WireGuard", UdpRule::by_key, kWireguard},
    {"tuic", "Tuic", UdpRule::always, kTuic},
    {"gost-relay", "GostRelay", UdpRule::by_key, kGostRelay},
    {"ssh", "Ssh", UdpRule::never, kSsh},
    {"mieru", "Mieru", UdpRule::by_key, kMieru},
    {"anytls", "AnyTLS", UdpRule::by_key, kAnytls},
    {"sudoku", "Sudoku", UdpRule::always, kSudoku},
    {"masque", "Masque", UdpRule::by_key, kMasque},
    {"trusttunnel", "TrustTunnel", UdpRule::by_key, kTrustTunnel},
    {"openvpn", "OpenVPN", UdpRule::always, kOpenvpn},
    {"tailscale", "Tailscale", UdpRule::by_key, kTailscale},
    {"direct", "Direct", UdpRule::always, kNothing},
    {"dns", "Dns", UdpRule::always, kNothing},
    {"reject", "Reject", UdpRule::always, kNothing},
    {"rematch", "Rematch", UdpRule::always, kRematch},
};

}  // namespace

const ProxyType* find_proxy_type(std::string_view type) {
  const auto* found = std::ranges::find(kTypes, type, &ProxyType::type);
  return found == std::end(kTypes) ? nullptr : found;
}

std::span<const FieldSpec> common_proxy_fields() { return kCommon; }

std::span<const ProxyType> proxy_types() { return kTypes; }

}  // namespace clashlint
