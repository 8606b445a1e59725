#include "analyzer/dns/fake_ip_gaps.h"

#include <algorithm>
#include <optional>
#include <unordered_set>

#include <fmt/format.h>

#include "analyzer/check/own_patterns.h"
#include "analyzer/dns/resolvers.h"
#include "analyzer/match/dns_view.h"
#include "analyzer/match/walk.h"
#include "rules/base/strings.h"
#include "rules/profile/typed.h"
#include "rules/value/domain_set.h"
#include "rules/value/name_entry.h"
#include "rules/value/reach.h"

namespace clashlint {
namespace {

/// What is known of one name.
enum class Answered : std::uint8_t { real, fake, unknown };

class GapSearch {
 public:
  GapSearch(const Facts& facts, bool every)
      : facts_(facts),
        profile_(facts.profile),
        every_(every),
        intake_(intake_of(facts)),
        book_(facts),
        routes_(facts.profile, facts.lists) {}

  std::vector<FakeIpGap> run() {
    const bool matters = profile_.dns.enable && profile_.dns.fake_ip && intake_.takes_names() &&
                         profile_.dns.filter_mode != FakeIpFilterMode::whitelist;
    if (!matters) return {};
    for (const RealAddressNames& names : name_catalogue().real_addresses) look_at(names);
    std::vector<Zone> named;
    for (const std::string& zone : facts_.settings.zones) named.push_back({.name = zone});
    look_at_zones(std::move(named));
    look_at_zones(shown_zones());
    return std::move(gaps_);
  }

 private:
  void look_at(const RealAddressNames& names) {
    FakeIpGap gap{.names = &names, .sure = names.need == Need::high};
    if (!every_ && !gap.sure) return;
    const DomainSet about = names.named ? DomainSet::build(names.entries) : DomainSet();
    for (const std::string& name : names.probes) {
      if (names.named && !speaks_of(name, about)) continue;
      if (!add(name, names.harm, gap)) return;
    }
    if (!gap.through.empty()) gaps_.push_back(std::move(gap));
  }

  /// Suffixes that a private resolver answers for are zones of its network.
  std::vector<Zone> shown_zones() const {
    std::vector<Zone> zones;
    for (const ResolverPolicy& policy : resolver_policies(facts_, "nameserver-policy")) {
      const bool own =
          !policy.resolvers.empty() && std::ranges::all_of(policy.resolvers, [](const Resolver& resolver) {
            return parse_ip(resolver.server.host) && is_of_network(resolver);
          });
      if (!own) continue;
      for (const std::string_view part : split(policy.key->text, ',')) {
        const std::string name = ascii_lower(part.substr(0, 2) == "+." ? part.substr(2) : "");
        const auto& known = facts_.settings.zones;
        if (is_zone(name) && std::ranges::find(known, name) == known.end())
          zones.push_back({.name = name,
                           .policy = policy.key,
                           .address = parse_ip(policy.resolvers.front().server.host)});
      }
    }
    return zones;
  }

  /// LAN names and reverse zones are no zones of a company.
  static bool is_zone(const std::string& name) {
    return !name.empty() && reach_of(name) == Reach::everywhere && name.find('*') == std::string::npos &&
           name != "arpa" && !name.ends_with(".arpa");
  }

  // Who names a zone in the configuration says that it needs real addresses.
  void look_at_zones(std::vector<Zone> zones) {
    FakeIpGap gap;
    for (Zone& zone : zones) {
      const std::size_t before = gap.through.size();
      const Harm harm = zone.policy == nullptr ? Harm::always : Harm::local;
      if (!add("www." + zone.name, harm, gap, zone.address)) return;
      if (gap.through.size() > before) gap.zones.push_back(std::move(zone));
    }
    if (!gap.zones.empty()) gaps_.push_back(std::move(gap));
  }

  /// A rule, a host or a policy is about the name or its site, and about nothing wider.
  bool speaks_of(const std::string& name, const DomainSet& about) {
    const Route route = routes_.of(name, Network::tcp, kPort);
    if (route.is_named() && about.contains(route.rule->payload)) return true;
    read_sites();
    for (std::string_view site = name;; site.remove_prefix(site.find('.') + 1)) {
      if (about.contains(site) && sites_->contains(std::string(site))) return true;
      if (site.find('.') == std::string_view::npos) return false;
    }
  }

  void read_sites() {
    if (sites_) return;
    sites_.emplace();
    visit_own_patterns(facts_, [&](const OwnPattern& pattern) {
      if (pattern.home != PatternHome::hosts && pattern.home != PatternHome::policy) return;
      const std::size_t begin = std::min(pattern.text.find_first_not_of("+*."), pattern.text.size());
      sites_->insert(ascii_lower(pattern.text.substr(begin)));
    });
  }

  /// False: something is not known, and the sort is left alone.
  bool add(const std::string& name, Harm harm, FakeIpGap& gap, std::optional<IpAddress> address = {}) {
    FilterView view;
    const Answered answered = answer_for(name, view);
    if (answered == Answered::unknown) return false;
    if (answered == Answered::real) return true;
    const Route route = routes_.of(name, Network::tcp, kPort);
    // What is blocked, or sent through a proxy by its own name, is so on purpose.
    const bool meant = route.exit == Exit::reject || (route.exit == Exit::proxy && route.is_named());
    if (meant || !hurts(name, harm, route.exit)) return true;
    if (gap.through.empty()) {
      gap.row = view.row;
      gap.unless = lists_against(name, harm);
      if (harm == Harm::local || gap.names == nullptr)
        gap.route = routes_.of(name, address.value_or(*parse_ip(kLocal)), Network::tcp, kPort);
    }
    gap.through.push_back(name);
    return true;
  }

  Answered answer_for(const std::string& name, FilterView& view) const {
    const YamlNode* const dns = dns_section(facts_);
    const bool hosts = dns == nullptr || typed_bool(*dns, "use-hosts").value_or(true);
    if (hosts && !look_up_hosts(profile_.hosts, name).addresses.empty()) return Answered::real;
    std::vector<Dependency> missing;
    view = look_up_filter(profile_, name, missing);
    if (!view.fake) return Answered::real;
    if (!missing.empty()) return Answered::unknown;
    // A row that is not for everything was written for what it takes.
    const bool meant = view.row != nullptr && view.row->kind != RuleKind::match;
    return meant ? Answered::real : Answered::fake;
  }

  bool hurts(const std::string& name, Harm harm, Exit exit) const {
    switch (harm) {
      case Harm::always:
        return true;
      case Harm::local:
        return exit == Exit::proxy || !network_answers(name);
      case Harm::proxied:
        return exit == Exit::proxy;
      case Harm::udp:
        return !intake_.udp;
    }
    return true;
  }

  /// For a connection that goes out directly the core asks the network itself, or
  /// a policy that is not known.
  bool network_answers(const std::string& name) const {
    const std::vector<Resolver>& resolvers = book_.for_direct(name);
    return resolvers.empty() || std::ranges::any_of(resolvers, is_of_network);
  }

  std::vector<std::string> lists_against(const std::string& name, Harm harm) const {
    std::vector<std::string> lists;
    if (harm == Harm::always || harm == Harm::udp) return lists;
    Query query;
    query.host = name;
    query.dst_port = kPort;
    const Answer answer = walk(profile_, query);
    for (const Dependency& missing : answer.depends_on) {
      const bool list =
          missing.kind == Dependency::Kind::rule_set || missing.kind == Dependency::Kind::geosite;
      if (!list || missing.rule_index < 0) continue;
      const Rule& rule = profile_.rules[static_cast<std::size_t>(missing.rule_index)];
      if (hurts(name, harm, exit_of(profile_, rule.target))) continue;
      const bool set = missing.kind == Dependency::Kind::rule_set;
      lists.push_back(fmt::format("{} {}", set ? "rule-set" : "geosite", missing.name));
    }
    return lists;
  }

  static constexpr std::uint16_t kPort = 443;
  static constexpr std::string_view kLocal = "192.168.1.20";  ///< an address of a network at home

  const Facts& facts_;
  const Profile& profile_;
  bool every_;
  Intake intake_;
  ResolverBook book_;
  Routes routes_;
  std::optional<std::unordered_set<std::string>> sites_;  ///< that hosts and policies are about
  std::vector<FakeIpGap> gaps_;
};

}  // namespace

std::vector<FakeIpGap> find_fake_ip_gaps(const Facts& facts, bool every) {
  return GapSearch(facts, every).run();
}

}  // namespace clashlint
