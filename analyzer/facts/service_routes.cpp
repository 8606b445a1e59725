#include "analyzer/facts/service_routes.h"

#include <algorithm>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "analyzer/facts/group_names.h"
#include "analyzer/match/dns_view.h"

namespace clashlint {
namespace {

constexpr std::uint16_t kHttps = 443;

/// A list of more names than this is about a country or the whole world, not about services.
constexpr std::size_t kMaxAboutServices = 2'000;

/// A wider network is about the whole world.
constexpr int kLeastBits = 8;

std::vector<IpAddress> addresses(std::initializer_list<std::string_view> texts) {
  std::vector<IpAddress> result;
  for (const std::string_view text : texts) result.push_back(*parse_ip(text));
  return result;
}

std::vector<std::string_view> probes_of(const std::vector<Service>& services) {
  std::vector<std::string_view> names;
  for (const Service& service : services) {
    for (const ServiceHost& host : service.hosts) names.push_back(host.probe);
  }
  return names;
}

/// What is asked about, and what the names may resolve to.
std::vector<IpAddress> all_addresses(const std::vector<Service>& services, std::vector<IpAddress> ordinary,
                                     const std::vector<IpAddress>& ordinary6) {
  ordinary.insert(ordinary.end(), ordinary6.begin(), ordinary6.end());
  for (const Service& service : services) {
    for (const ServiceHost& host : service.hosts) {
      if (const std::optional<IpAddress> address = parse_ip(host.probe)) ordinary.push_back(*address);
    }
  }
  return ordinary;
}

Query query_to(const ServiceHost& host) {
  Query query;
  query.dst_port = kHttps;
  query.dst_ip = parse_ip(host.probe);
  if (!query.dst_ip) query.host = host.probe;
  return query;
}

bool looks_at_network(std::span<const Rule> rules) {
  return std::ranges::any_of(
      rules, [](const Rule& rule) { return rule.kind == RuleKind::network || looks_at_network(rule.parts); });
}

// UDP has to be walked only where something can tell it from TCP.
bool udp_can_differ(const Profile& profile) {
  const bool without = std::ranges::any_of(profile.outbounds, [](const auto& outbound) {
    return !outbound->udp || (outbound->group && outbound->group->disable_udp);
  });
  return without || looks_at_network(profile.rules) ||
         std::ranges::any_of(profile.sub_rules,
                             [](const auto& list) { return looks_at_network(list->rules); }) ||
         std::ranges::any_of(profile.rule_sets,
                             [](const auto& set) { return looks_at_network(set->rows.rules()); });
}

// Whether a rule that takes the host was written for its service, or for such services.
bool is_about(const Rule& rule, const ServiceHost& host) {
  switch (rule.kind) {
    case RuleKind::domain:
    case RuleKind::domain_regex:
    case RuleKind::domain_wildcard:
      return true;
    case RuleKind::ip_asn:
      return is_network(host);
    case RuleKind::ip_cidr:
    case RuleKind::ip_cidr6: {
      const auto* const prefix = std::get_if<IpPrefix>(&rule.condition);
      return is_network(host) && prefix != nullptr && prefix->bits >= kLeastBits;
    }
    case RuleKind::domain_suffix:
      return rule.payload.find('.') != std::string::npos;
    case RuleKind::domain_keyword:
      return site_of(host.probe).find(rule.payload) != std::string_view::npos;
    case RuleKind::geosite: {
      const auto& list = std::get<GeositeList>(rule.condition);
      return !list.negated && list.matcher && list.matcher->entry_count <= kMaxAboutServices;
    }
    case RuleKind::geoip: {
      const auto& code = std::get<GeoipCode>(rule.condition);
      return is_network(host) && !code.negated && !code.lan && code.code.size() != 2;
    }
    case RuleKind::rule_set: {
      const RuleSet* const set = std::get<RuleSetUse>(rule.condition).set;
      return set != nullptr && set->entry_count <= kMaxAboutServices;
    }
    default:
      return std::ranges::any_of(rule.parts, [&](const Rule& part) { return is_about(part, host); });
  }
}

}  // namespace

std::string_view site_of(std::string_view name) {
  const std::size_t last = name.rfind('.');
  const std::size_t before = last == std::string_view::npos ? last : name.rfind('.', last - 1);
  return before == std::string_view::npos ? name : name.substr(before + 1);
}

std::string row_for(const ServiceHost& host, std::string_view target, bool suffix) {
  const std::string& pattern = host.pattern;
  if (pattern.starts_with("+.")) return fmt::format("DOMAIN-SUFFIX,{},{}", pattern.substr(2), target);
  if (!is_network(host)) return fmt::format("{},{},{}", suffix ? "DOMAIN-SUFFIX" : "DOMAIN", pattern, target);
  const bool ipv6 = pattern.find(':') != std::string::npos;
  return fmt::format("{},{},{},no-resolve", ipv6 ? "IP-CIDR6" : "IP-CIDR", pattern, target);
}

bool is_of_session(const Service& service, const ServiceHost& host) {
  return is_session_role(host.role) || service.is_together(host.role);
}

ServiceWalker::ServiceWalker(const Profile& profile, const std::vector<Service>& services)
    : profile_(profile),
      services_(services),
      ordinary_(addresses({"93.184.215.14", "203.0.113.77"})),
      ordinary6_(addresses({"2606:2800:21f:cb07::14", "2001:db8::77"})),
      rows_(profile, probes_of(services), all_addresses(services, ordinary_, ordinary6_)),
      udp_differs_(udp_can_differ(profile)) {}

Answer ServiceWalker::ask(const ServiceHost& host, Network network, std::optional<IpAddress> dns,
                          std::string_view assume_held) const {
  Query query = query_to(host);
  query.network = network;
  query.dns = dns;
  WalkOptions options{.assume_held = assume_held, .dns_view = false};
  const std::vector<int> rows = rows_.rows(query.host);
  const HostsView view = look_up_hosts(profile_.hosts, query.host);
  if (view.alias.empty() && view.addresses.empty()) options.rows = &rows;
  return walk(profile_, query, {}, options);
}

// Where the name is resolved, several addresses have to lead the same way: else the address decides.
ServiceWalker::Settled ServiceWalker::settle(const ServiceHost& host, Network network,
                                             std::span<const IpAddress> addresses) const {
  Settled settled{.answer = ask(host, network, addresses.front())};
  settled.way = way_of(profile_, settled.answer);
  if (!settled.answer.dns_asked) return settled;
  for (const IpAddress& address : addresses.subspan(1)) {
    if (!(way_of(profile_, ask(host, network, address)) == settled.way)) settled.way = {};
  }
  return settled;
}

HostRoute ServiceWalker::route(const ServiceHost& host) const {
  const Settled tcp = settle(host, Network::tcp, ordinary_);
  const bool has_ipv6 = tcp.answer.dns_asked && profile_.ipv6;
  const Settled udp = udp_differs_ ? settle(host, Network::udp, ordinary_) : tcp;
  const Settled ipv6 = has_ipv6 ? settle(host, Network::tcp, ordinary6_) : tcp;
  const Rule* const row = deciding_row(host, tcp.answer);
  return {.host = &host,
          .row = row,
          .said = row != nullptr && is_about(*row, host),
          .answer = tcp.answer,
          .way = tcp.way,
          .udp_answer = udp.answer,
          .udp = udp.way,
          .ipv6_answer = ipv6.answer,
          .ipv6 = ipv6.way};
}

const Rule* ServiceWalker::deciding_row(const ServiceHost& host, const Answer& answer) const {
  if (answer.rule == nullptr || answer.rule->kind != RuleKind::sub_rule) return answer.rule;
  Query query = query_to(host);
  query.dns = answer.address;
  const Answer told = walk(profile_, query, {}, {.steps = true, .dns_view = false});
  const auto inner = std::ranges::find_if(told.steps.rbegin(), told.steps.rend(), [](const Step& step) {
    return step.depth > 0 && step.result == StepResult::decided;
  });
  return inner == told.steps.rend() ? answer.rule : inner->rule;
}

// A cheap look first. Of lists, the first name and the first network stand for the others, where a
// list can do wrong.
bool ServiceWalker::may_be_meant(const Service& service) const {
  bool first_name = !service.together.empty() || !service.long_lived.empty();
  bool first_network = first_name;
  for (const ServiceHost& host : service.hosts) {
    if (!is_of_session(service, host)) continue;
    const bool keyword = std::ranges::any_of(rows_.keywords(), [&](const Rule* rule) {
      return host.probe.find(rule->payload) != std::string::npos;
    });
    if (keyword || rows_.named(host.probe)) return true;
    if (!std::exchange(is_network(host) ? first_network : first_name, false)) continue;
    const Rule* const row = deciding_row(host, ask(host, Network::tcp, ordinary_.front()));
    if (row != nullptr && is_about(*row, host)) return true;
  }
  return false;
}

std::vector<ServiceRoutes> ServiceWalker::meant() const {
  std::vector<ServiceRoutes> all;
  if (profile_.mode != TunnelMode::rule) return all;
  const GroupNames groups(profile_);
  for (const Service& service : services_) {
    ServiceRoutes routes{.service = &service, .group = groups.named_for(service)};
    if (!service.declared && routes.group == nullptr && !may_be_meant(service)) continue;
    for (const ServiceHost& host : service.hosts) {
      if (!is_of_session(service, host)) continue;
      routes.hosts.push_back(route(host));
      routes.by_rule = routes.by_rule || routes.hosts.back().said;
    }
    if (service.declared || routes.group != nullptr || routes.by_rule) all.push_back(std::move(routes));
  }
  return all;
}

}  // namespace clashlint
