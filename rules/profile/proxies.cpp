#include "rules/profile/proxies.h"

#include <unordered_map>

#include <fmt/format.h>

#include "rules/base/cycles.h"
#include "rules/base/strings.h"
#include "rules/profile/names.h"
#include "rules/profile/proxy_types.h"
#include "rules/profile/proxy_values.h"
#include "rules/profile/remedies.h"
#include "rules/profile/typed.h"
#include "rules/yaml/scalar.h"

namespace clashlint {
namespace {

/// More of them say nothing new.
constexpr std::size_t kMaxCyclesTold = 20;

struct BuiltIn {
  std::string_view name;
  OutboundKind kind;
  std::string_view adapter;
};

constexpr BuiltIn kBuiltIns[] = {
    {"DIRECT", OutboundKind::direct, "Direct"},
    {"REJECT", OutboundKind::reject, "Reject"},
    {"REJECT-DROP", OutboundKind::reject, "RejectDrop"},
    {"COMPATIBLE", OutboundKind::direct, "Compatible"},
    {"PASS", OutboundKind::pass, "Pass"},
    {"PASS-RULE", OutboundKind::pass_rule, "PassRule"},
};

OutboundKind kind_of(std::string_view type) {
  if (type == "direct") return OutboundKind::direct;
  if (type == "reject") return OutboundKind::reject;
  if (type == "rematch") return OutboundKind::rematch;
  return OutboundKind::proxy;
}

bool smux_carries_udp(const Structure& proxy) {
  const YamlNode* const node = proxy.find_exact("smux");
  if (node == nullptr || !node->is_mapping()) return false;
  const Structure smux(*node, KeyStyle::fold_underscore);
  return smux.boolean("enabled", false) && !smux.boolean("only-tcp", false);
}

bool carries_udp(const ProxyType& type, const Structure& proxy) {
  switch (type.udp) {
    case UdpRule::never:
      return smux_carries_udp(proxy);
    case UdpRule::always:
      return true;
    case UdpRule::by_key:
      break;
  }
  if (type.type == "masque" && proxy.text("network").value_or("") == "h3-l4proxy") return false;
  return proxy.boolean("udp", false) || smux_carries_udp(proxy);
}

void add_faults(ReadProxy& read, std::vector<StructureFault> faults) {
  for (StructureFault& fault : faults) read.faults.push_back(std::move(fault));
}

/// One message for what is missing, as the core words it, though the fields stand in two tables.
std::vector<FieldSpec> all_fields(const ProxyType& type) {
  std::vector<FieldSpec> fields(common_proxy_fields().begin(), common_proxy_fields().end());
  fields.insert(fields.end(), type.fields.begin(), type.fields.end());
  return fields;
}

std::vector<std::string_view> type_names() {
  std::vector<std::string_view> names;
  for (const ProxyType& type : proxy_types()) names.push_back(type.type);
  return names;
}

/// What other programs call a type.
constexpr std::pair<std::string_view, std::string_view> kForeignTypes[] = {
    {"shadowsocks", "ss"}, {"shadowsocksr", "ssr"}, {"hy2", "hysteria2"},
    {"socks", "socks5"},   {"wg", "wireguard"},     {"freedom", "direct"}};

void propose_type(LoadContext& context, Finding& finding, const std::string& type, Span place) {
  for (const auto& [theirs, ours] : kForeignTypes) {
    if (ascii_iequals(theirs, type)) return context.remedies.same_as(finding, ours, type, place);
  }
  context.remedies.word(finding, type, place, type_names());
}

}  // namespace

ReadProxy read_proxy(const YamlNode& node) {
  ReadProxy read;
  const Structure proxy(node, KeyStyle::fold_underscore);
  const YamlNode* const type_node = proxy.find_exact("type");
  const YamlNode* const name_node = proxy.find("name");
  if (const std::optional<std::string> name = proxy.text("name")) {
    read.outbound = std::make_unique<Outbound>();
    read.outbound->name = *name;
    read.outbound->span = name_node->span;
  }
  if (type_node == nullptr || yaml_type(*type_node) != YamlType::string) {
    read.faults.push_back({.span = type_node == nullptr ? proxy.title() : type_node->span,
                           .core_message = "missing type",
                           .message = "a proxy needs a `type`"});
    return read;
  }
  read.type = type_node->text;
  const ProxyType* const type = find_proxy_type(read.type);
  if (type == nullptr) {
    read.faults.push_back({.span = type_node->span,
                           .core_message = "unsupport proxy type: " + read.type,
                           .message = fmt::format("the core knows no proxy type \"{}\"", read.type)});
    return read;
  }
  if (read.outbound) {
    read.outbound->kind = kind_of(read.type);
    read.outbound->adapter = type->adapter;
    read.outbound->udp = carries_udp(*type, proxy);
    read.outbound->rematch_name = proxy.text("target-rematch-name").value_or("");
    read.outbound->rematch_sub_rule = proxy.text("target-sub-rule").value_or("");
  }
  add_faults(read, proxy.check(all_fields(*type)));
  if (!read.faults.empty()) return read;
  if (std::optional<ProxyValueFault> fault = check_proxy_values(read.type, proxy)) {
    read.faults.push_back({.span = fault->span,
                           .core_message = fault->core_message,
                           .message = fault->message,
                           .wants_quotes = fault->wants_quotes});
  }
  return read;
}

void load_proxies(LoadContext& context) {
  for (const BuiltIn& built_in : kBuiltIns) {
    auto outbound = std::make_unique<Outbound>();
    outbound->name = built_in.name;
    outbound->kind = built_in.kind;
    outbound->adapter = built_in.adapter;
    add_named(context.profile, std::move(outbound));
  }
  const YamlNode* const list = typed_child(context.root, "proxies");
  if (list == nullptr || !list->is_sequence()) return;
  int index = 0;
  for (const YamlNode* item : list->children) {
    const std::string prefix = fmt::format("proxy {}: ", index++);
    ReadProxy read = read_proxy(*item);
    for (StructureFault& fault : read.faults) {
      Finding& finding =
          context.refuse("invalid-proxy", fault.span, std::move(fault.message), prefix + fault.core_message);
      if (fault.wants_quotes) context.remedies.quote(finding, fault.span);
      if (!read.type.empty() && find_proxy_type(read.type) == nullptr)
        propose_type(context, finding, read.type, fault.span);
    }
    if (!read.outbound) continue;
    if (const Outbound* other = find_outbound(context.profile, read.outbound->name)) {
      Finding& finding = context.refuse("duplicate-name", read.outbound->span,
                                        fmt::format("the name \"{}\" again", read.outbound->name),
                                        fmt::format("proxy {} is the duplicate name", read.outbound->name));
      point_at(finding, *other);
      continue;
    }
    add_named(context.profile, std::move(read.outbound));
  }
}

namespace {

/// A proxy that reaches its server through another outbound.
struct Dialer {
  std::string name;
  std::string target;
  Span span;
};

std::vector<Dialer> read_dialers(LoadContext& context, const YamlNode& list) {
  std::vector<Dialer> dialers;
  for (const YamlNode* item : list.children) {
    const Structure proxy(*item, KeyStyle::fold_underscore);
    const std::string name = proxy.text("name").value_or("");
    const std::string target = proxy.text("dialer-proxy").value_or("");
    const std::string type = proxy.text("type").value_or("");
    const bool ignored = type == "direct" || type == "dns" || type == "reject" || type == "rematch";
    if (target.empty() || ignored) continue;
    const Span span = proxy.find("dialer-proxy")->span;
    if (find_outbound(context.profile, target) == nullptr) {
      Finding& finding =
          context.refuse("unknown-target", span, fmt::format("no proxy or group is called \"{}\"", target),
                         fmt::format("proxy [{}] dialer-proxy [{}] not found", name, target));
      context.remedies.outbound(finding, target, span);
    }
    dialers.push_back({.name = name, .target = target, .span = span});
  }
  return dialers;
}

void refuse_dialer_cycle(LoadContext& context, const std::vector<Dialer>& dialers,
                         const std::vector<std::size_t>& cycle) {
  std::vector<std::string> names;
  for (const std::size_t at : cycle) names.push_back(dialers[at].name);
  Finding& finding = context.refuse(
      "group-cycle", dialers[cycle.front()].span,
      fmt::format("this proxy dials through itself: {} → {}", join(names, " → "), names.front()),
      fmt::format("proxy [{}] has circular dialer-proxy dependency", names.front()));
  for (const std::size_t at : std::span(cycle).subspan(1)) {
    finding.related.push_back({.span = dialers[at].span, .text = "through this proxy"});
  }
}

}  // namespace

void check_dialer_proxies(LoadContext& context) {
  const YamlNode* const list = typed_child(context.root, "proxies");
  if (list == nullptr || !list->is_sequence()) return;
  const std::vector<Dialer> dialers = read_dialers(context, *list);
  std::unordered_map<std::string_view, std::size_t> by_name;
  for (std::size_t at = 0; at < dialers.size(); ++at) by_name.insert_or_assign(dialers[at].name, at);
  std::vector<std::vector<std::size_t>> edges(dialers.size());
  for (std::size_t at = 0; at < dialers.size(); ++at) {
    const auto next = by_name.find(dialers[at].target);
    if (next != by_name.end()) edges[at].push_back(next->second);
  }
  for (const std::vector<std::size_t>& cycle : find_cycles(edges, kMaxCyclesTold))
    refuse_dialer_cycle(context, dialers, cycle);
}

}  // namespace clashlint
