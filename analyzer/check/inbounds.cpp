#include "analyzer/check/inbounds.h"

#include <array>

#include "analyzer/check/definitions.h"
#include "rules/base/strings.h"
#include "rules/profile/typed.h"

namespace clashlint {
namespace {

/// A port at the top level: the name and the types of what comes in by it.
struct TopPort {
  std::string_view key;
  std::string_view name;
  bool http = false;
  bool socks = false;
};
constexpr TopPort kProxyPorts[] = {{"port", "DEFAULT-HTTP", true, false},
                                   {"socks-port", "DEFAULT-SOCKS", false, true},
                                   {"mixed-port", "DEFAULT-MIXED", true, true}};
constexpr TopPort kRedirectPorts[] = {{"redir-port", "DEFAULT-REDIR"}, {"tproxy-port", "DEFAULT-TPROXY"}};

/// What `type:` of a listener gives IN-TYPE, where it is not the same word.
constexpr std::pair<std::string_view, std::string_view> kTypes[] = {{"hysteria2-realm", "HYSTERIA2"}};

class Reader {
 public:
  explicit Reader(const Facts& facts) : facts_(facts), root_(*facts.loaded.tree.root()) {}

  Inbounds read() {
    for (const TopPort& port : kProxyPorts) inbounds_.proxy_ports |= read_port(port);
    for (const TopPort& port : kRedirectPorts) inbounds_.transparent |= read_port(port);
    read_tun();
    read_servers();
    read_users();
    read_listeners();
    read_tunnels();
    read_sources();
    return std::move(inbounds_);
  }

 private:
  const YamlNode& root() const { return resolved(root_); }

  bool read_port(const TopPort& port) {
    const std::int64_t number = typed_int(root(), port.key).value_or(0);
    if (number <= 0 || number > 0xFFFF) return false;
    const auto value = static_cast<std::uint32_t>(number);
    inbounds_.ports.push_back({value, value});
    inbounds_.names.emplace_back(port.name);
    if (port.http) add_types({"HTTP", "HTTPS"});
    if (port.socks) add_types({"SOCKS4", "SOCKS5", "SOCKS"});
    return true;
  }

  void add_types(std::initializer_list<std::string_view> types) {
    inbounds_.types.insert(inbounds_.types.end(), types.begin(), types.end());
  }

  void read_tun() {
    const YamlNode* const tun = top_level(facts_, "tun");
    if (tun != nullptr && tun->is_mapping() && typed_bool(*tun, "enable").value_or(false))
      inbounds_.transparent = true;
  }

  void read_servers() {
    const auto server = [&](bool there, std::string_view name, std::string_view type) {
      if (!there) return;
      inbounds_.servers = true;
      inbounds_.names.emplace_back(name);
      inbounds_.types.emplace_back(type);
    };
    server(!typed_string(root(), "ss-config").value_or("").empty(), "DEFAULT-SHADOWSOCKS", "SHADOWSOCKS");
    server(!typed_string(root(), "vmess-config").value_or("").empty(), "DEFAULT-VMESS", "VMESS");
    const YamlNode* const tuic = top_level(facts_, "tuic-server");
    server(tuic != nullptr && tuic->is_mapping() && typed_bool(*tuic, "enable").value_or(false),
           "DEFAULT-TUIC", "TUIC");
  }

  void read_users() {
    for (const TypedText& user : typed_strings(top_level(facts_, "authentication"))) {
      const std::size_t colon = user.text.find(':');
      if (colon != std::string::npos) inbounds_.users.push_back(user.text.substr(0, colon));
    }
  }

  void read_listeners() {
    const YamlNode* const list = top_level(facts_, "listeners");
    if (list == nullptr || !list->is_sequence()) return;
    for (const YamlNode* item : list->children) {
      inbounds_.listeners = true;
      read_listener(Structure(*item, KeyStyle::fold_underscore));
    }
  }

  void read_listener(const Structure& listener) {
    const std::string type = listener.text("type").value_or("");
    inbounds_.names.push_back(listener.text("name").value_or(""));
    inbounds_.names_are_users |= type == "mieru";
    inbounds_.transparent |= type == "tun" || type == "redir" || type == "tproxy";
    if (type == "http" || type == "mixed") add_types({"HTTP", "HTTPS"});
    if (type == "socks" || type == "mixed") add_types({"SOCKS4", "SOCKS5", "SOCKS"});
    std::string_view shown = type;
    for (const auto& [written, word] : kTypes) shown = type == written ? word : shown;
    inbounds_.types.push_back(ascii_upper(shown));
    if (const Result<NumberRanges> ports = parse_number_ranges(listener.text("port").value_or(""), 16))
      inbounds_.ports.insert(inbounds_.ports.end(), ports->ranges.begin(), ports->ranges.end());
    if (const YamlNode* users = listener.find("users")) read_listener_users(*users);
  }

  // `users: [{username: …}]` or `users: {name: password}`, as the type has it.
  void read_listener_users(const YamlNode& users) {
    for (const YamlEntry& entry : yaml_entries(users).entries) inbounds_.users.emplace_back(entry.key->text);
    if (!users.is_sequence()) return;
    for (const YamlNode* user : users.children) {
      const Structure fields(*user, KeyStyle::fold_underscore);
      inbounds_.users.push_back(fields.text("username").value_or(""));
    }
  }

  void read_tunnels() {
    const YamlNode* const list = top_level(facts_, "tunnels");
    if (list == nullptr || list->children.empty()) return;
    inbounds_.listeners = true;
    inbounds_.types.emplace_back("TUNNEL");
    // Their addresses are written in several ways.
    inbounds_.ports.push_back({0, 0xFFFF});
  }

  void read_sources() {
    const bool alone = inbounds_.proxy_ports && !inbounds_.listeners && !inbounds_.servers &&
                       !inbounds_.transparent && root().is_mapping();
    if (!alone) return;
    const std::optional<bool> lan = typed_bool(root(), "allow-lan");
    if (!lan) return;
    std::vector<IpPrefix> sources;
    if (*lan) {
      for (const TypedText& text : typed_strings(top_level(facts_, "lan-allowed-ips"))) {
        const Result<IpPrefix> prefix = parse_prefix(text.text);
        if (!prefix) return;
        sources.push_back(*prefix);
      }
      if (sources.empty()) return;
    }
    // This machine itself is asked about by nobody's list.
    for (const char* own : {"127.0.0.0/8", "::1/128"}) sources.push_back(*parse_prefix(own));
    inbounds_.sources = std::move(sources);
    inbounds_.sources_key = *lan ? "lan-allowed-ips" : "allow-lan";
  }

  const Facts& facts_;
  const YamlNode& root_;
  Inbounds inbounds_;
};

}  // namespace

Inbounds inbounds_of(const Facts& facts) {
  return facts.loaded.tree.root() == nullptr ? Inbounds() : Reader(facts).read();
}

}  // namespace clashlint
