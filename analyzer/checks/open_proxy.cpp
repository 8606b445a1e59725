#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "analyzer/check/facts.h"
#include "analyzer/check/reporter.h"
#include "analyzer/keys/key_groups.h"
#include "rules/base/strings.h"
#include "rules/profile/structure.h"
#include "rules/profile/typed.h"
#include "rules/value/ip.h"
#include "rules/value/reach.h"
#include "rules/yaml/mapping.h"

namespace clashlint {
namespace {

constexpr std::array<std::string_view, 3> kPorts = {"mixed-port", "port", "socks-port"};
constexpr std::array<std::string_view, 3> kTypes = {"http", "socks", "mixed"};

// `0.0.0.0/0`: everybody.
bool holds_everybody(const YamlNode& list) {
  const std::vector<TypedText> prefixes = typed_strings(&list);
  return std::ranges::any_of(prefixes, [](const TypedText& each) {
    const Result<IpPrefix> prefix = parse_prefix(each.text);
    return prefix && prefix->bits == 0;
  });
}

// The core drops users without a colon.
bool asks_for_password(const YamlNode& root) {
  const YamlNode* const skip = typed_child(root, "skip-auth-prefixes");
  if (skip != nullptr && holds_everybody(*skip)) return false;
  const std::vector<TypedText> users = typed_strings(typed_child(root, "authentication"));
  return std::ranges::any_of(users,
                             [](const TypedText& user) { return user.text.find(':') != std::string::npos; });
}

bool limits_addresses(const YamlNode& root) {
  const YamlNode* const allowed = yaml_find(root, "lan-allowed-ips");
  const YamlNode* const refused = typed_child(root, "lan-disallowed-ips");
  return (allowed != nullptr && !holds_everybody(resolved(*allowed))) ||
         (refused != nullptr && holds_everybody(*refused));
}

/// The ports that are open to the network, by their keys.
std::vector<std::string> open_ports(const YamlNode& root) {
  std::vector<std::string> ports;
  if (!typed_bool(root, "allow-lan").value_or(false)) return ports;
  if (reach_of(typed_string(root, "bind-address").value_or("*")) != Reach::everywhere) return ports;
  for (const std::string_view key : kPorts) {
    if (typed_int(root, key).value_or(0) > 0) ports.emplace_back(key);
  }
  return ports;
}

bool is_open(const Structure& listener, bool asked) {
  const std::string type = listener.text("type").value_or("");
  if (std::ranges::find(kTypes, type) == kTypes.end()) return false;
  if (reach_of(listener.text("listen").value_or("")) != Reach::everywhere) return false;
  if (!listener.text("client-auth-type").value_or("").empty()) return false;
  const YamlNode* const users = listener.find("users");
  return users == nullptr || is_null(*users) ? !asked : users->children.empty();
}

std::vector<Span> open_listeners(const YamlNode& root, bool asked) {
  std::vector<Span> open;
  const YamlNode* const list = typed_child(root, "listeners");
  if (list == nullptr || !list->is_sequence()) return open;
  for (const YamlNode* item : list->children) {
    const Structure listener(*item, KeyStyle::fold_underscore);
    if (is_open(listener, asked)) open.push_back(listener.title());
  }
  return open;
}

/// A line of its own behind `allow-lan`.
std::optional<Fix> let_private_networks_in(const Sources& sources, const YamlNode& root) {
  const YamlNode* const allow = yaml_find(root, "allow-lan");
  const bool own = root.style == YamlStyle::block && allow->span.file == root.span.file &&
                   allow->span.begin > root.span.begin && allow->is_scalar() && allow->properties == nullptr;
  if (!own || yaml_find(root, "lan-allowed-ips") != nullptr) return std::nullopt;
  const std::string_view text = sources[allow->span.file].text();
  const std::size_t line_end = text.find('\n', allow->span.end);
  const std::size_t begin = text.rfind('\n', allow->span.begin) + 1;
  if (line_end == std::string_view::npos || !text.substr(begin).starts_with("allow-lan")) return std::nullopt;
  const auto behind = static_cast<std::uint32_t>(line_end + 1);
  return Fix{.title = "let only private networks in",
             .applicability = Applicability::unsafe,
             .edits = {{.span = {.file = allow->span.file, .begin = behind, .end = behind},
                        .text = "lan-allowed-ips: [127.0.0.0/8, 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, "
                                "\"::1/128\", \"fc00::/7\", \"fe80::/10\"]\n"}}};
}

void run(const Facts& facts, Reporter& report) {
  const YamlTree& tree = facts.loaded.tree;
  // A password may stand behind a fault of YAML.
  if (tree.error() || tree.root() == nullptr) return;
  const YamlNode& root = resolved(*tree.root());
  if (limits_addresses(root)) return;
  const bool asked = asks_for_password(root);
  const std::vector<std::string> ports = asked ? std::vector<std::string>() : open_ports(root);
  const std::vector<Span> listeners = open_listeners(root, asked);
  if (ports.empty() && listeners.empty()) return;
  Finding& finding = report.add(ports.empty() ? listeners.front() : yaml_find(root, "allow-lan")->span,
                                "everybody who reaches this machine can use it as a proxy");
  finding.primary.text = fmt::format("{}: open on every address, without a password",
                                     ports.empty() ? "this listener" : join(ports, ", "));
  add_places(finding, std::span(listeners).subspan(ports.empty() ? 1 : 0), "and this listener");
  finding.notes.emplace_back(
      "unless a firewall keeps others out: `lan-allowed-ips` says who may, `authentication` asks for a "
      "password");
  if (ports.empty()) return;
  if (std::optional<Fix> fix = let_private_networks_in(facts.sources, root))
    finding.fixes.push_back(std::move(*fix));
}

}  // namespace

extern constinit const Check open_proxy{.id = "open-proxy",
                                        .category = Category::safety,
                                        .summary = "the proxy is open to everybody who reaches the machine",
                                        .confidence = Confidence::depends,
                                        .run = run};

}  // namespace clashlint
