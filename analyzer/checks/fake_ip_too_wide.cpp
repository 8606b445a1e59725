// With a real address a name is asked of a resolver before anything else, and
// rules about names hold only while the core remembers what it answered
// (`semantics.md` G.6, G.7). For what goes through a proxy that is a loss.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "analyzer/catalogue/catalogue.h"
#include "analyzer/check/reporter.h"
#include "analyzer/dns/filter_list.h"
#include "analyzer/dns/intake.h"
#include "analyzer/dns/resolvers.h"
#include "analyzer/facts/routes.h"
#include "analyzer/facts/rule_words.h"
#include "rules/value/domain_set.h"

namespace clashlint {
namespace {

constexpr std::uint16_t kPort = 443;

/// Names of nobody: who takes one of them takes everybody's.
constexpr std::string_view kAnybody[] = {"x7qzz.zz9", "x7qzz.com", "x7qzz.net", "x7qzz.org"};

/// A name that has its real address, and goes through a proxy.
struct Exempted {
  std::string name;
  Route route;
  std::vector<Resolver> resolvers;
};

/// Entries of the catalogue: who exempts these knows why.
const DomainSet& meant_names() {
  static const DomainSet kNames = [] {
    std::vector<std::string> entries;
    for (const RealAddressNames& names : name_catalogue().real_addresses)
      entries.insert(entries.end(), names.entries.begin(), names.entries.end());
    return DomainSet::build(entries);
  }();
  return kNames;
}

class WideCheck {
 public:
  WideCheck(const Facts& facts, Reporter& report)
      : facts_(facts), report_(report), list_(facts), book_(facts), routes_(facts.profile, facts.lists) {}

  void run() {
    if (facts_.profile.dns.filter_mode != FakeIpFilterMode::whitelist) {
      for (const std::string_view name : kAnybody) look_at_anybody(name);
      for (const Service& service : facts_.services.all()) look_at(service);
    }
    report_everything();
    for (const auto& [place, taken] : exempted_) {
      if (!everybody_.contains(place)) report_services(taken);
    }
  }

 private:
  /// What exempts names: an entry, or a row of rule mode.
  struct Taker {
    Span span;
    const FilterEntry* entry = nullptr;
    bool by_name = false;  ///< by a pattern of its own
    std::vector<Exempted> names{};
  };

  std::optional<Taker> taker_of(std::string_view name) const {
    std::vector<Dependency> missing;
    const FilterView view = look_up_filter(facts_.profile, name, missing);
    if (view.fake) return std::nullopt;
    if (view.row != nullptr) return Taker{.span = view.row->span};
    const FilterEntry* const entry = list_.taker(name, view);
    if (entry == nullptr) return std::nullopt;
    return Taker{.span = entry->node->span, .entry = entry, .by_name = view.by_pattern};
  }

  void look_at_anybody(std::string_view name) {
    if (std::optional<Taker> taker = taker_of(name)) everybody_.try_emplace(taker->span.begin, *taker);
  }

  void look_at(const Service& service) {
    for (const ServiceHost& host : service.hosts) {
      if (!service.is_together(host.role) || parse_ip(host.probe) || meant_names().contains(host.probe))
        continue;
      Route route = routes_.of(host.probe, Network::tcp, kPort);
      if (route.exit != Exit::proxy) continue;
      const std::optional<Taker> taker = taker_of(host.probe);
      // A list may hold it by the way: then a rule has to be about it.
      const bool meant = route.rule != nullptr && route.rule->kind != RuleKind::match;
      if (!taker || !(meant || taker->by_name)) continue;
      std::vector<Resolver> resolvers = exposed(host.probe);
      if (resolvers.empty()) continue;
      Taker& known = exempted_.try_emplace(taker->span.begin, *taker).first->second;
      const bool told =
          std::ranges::any_of(known.names, [&](const Exempted& each) { return each.name == host.probe; });
      if (!told)
        known.names.push_back(
            {.name = host.probe, .route = std::move(route), .resolvers = std::move(resolvers)});
    }
  }

  /// The resolvers that are asked past the proxy, and whose answers may be those of a filter.
  std::vector<Resolver> exposed(const std::string& name) {
    std::vector<Resolver> resolvers = book_.for_rules(name);
    std::erase_if(resolvers, [&](const Resolver& resolver) {
      const bool weak = is_plain(resolver) || !country_of(resolver).empty();
      return !weak || is_proxied(facts_, routes_, resolver);
    });
    return resolvers;
  }

  // Nothing but what is listed gets a fake address, and nothing is listed.
  bool nobody_is_faked() const {
    const Dns& dns = facts_.profile.dns;
    switch (dns.filter_mode) {
      case FakeIpFilterMode::blacklist:
        return false;
      case FakeIpFilterMode::whitelist:
        return list_.key() == nullptr || (dns.filter_patterns.empty() && dns.filter.empty());
      case FakeIpFilterMode::rule:
        return !everybody_.empty() && std::ranges::none_of(dns.filter_rules, [](const Rule& row) {
          return row.target == "fake-ip";
        });
    }
    return false;
  }

  void report_everything() {
    const bool nobody = nobody_is_faked();
    if (facts_.profile.dns.filter_mode == FakeIpFilterMode::blacklist) {
      for (const auto& [place, taker] : everybody_) report_wide(taker);
    } else if (nobody) {
      const YamlEntry mode = dns_entry(facts_, "fake-ip-filter-mode");
      Finding& finding =
          report_.add(resolved(*mode.value).span, "fake-ip mode is on, and no name gets a fake address");
      finding.primary.text = "only what the list names gets one, and it names nothing";
      if (list_.key() != nullptr) finding.related.push_back({.span = list_.key()->span, .text = "the list"});
    }
  }

  void report_wide(const Taker& taker) {
    Finding& finding =
        report_.add(taker.span, "this entry exempts the names of everybody from fake addresses");
    finding.primary.text = fmt::format("takes {}", example_of(taker));
    finding.notes.emplace_back(
        "such names are asked of a resolver first, and rules about names hold only while its answer is "
        "remembered");
    finding.notes.emplace_back("name what needs real addresses, as in \"+.lan\"");
  }

  std::string example_of(const Taker& taker) const {
    for (const std::string_view name : kAnybody) {
      const std::optional<Taker> found = taker_of(name);
      if (found && found->span == taker.span)
        return fmt::format("every name such as example.{}",
                           name == kAnybody[0] ? "ai" : name.substr(name.rfind('.') + 1));
    }
    return {};
  }

  void report_services(const Taker& taker) {
    const Exempted& first = taker.names.front();
    Finding& finding =
        report_.add(taker.span, fmt::format("{} gets its real address, which is asked of {} past the proxy",
                                            first.name, first.resolvers.front().name));
    const std::size_t more = taker.names.size() - 1;
    finding.primary.text = more == 0 ? fmt::format("takes {}", first.name)
                                     : fmt::format("takes {} and {} more", first.name, more);
    add_rules(taker, finding);
    if (first.resolvers.front().span != Span{})
      finding.related.push_back({.span = first.resolvers.front().span, .text = "sees the name and answers"});
    finding.notes.emplace_back(
        "what is answered may be forged, and is where UDP goes, through the proxy too");
    finding.notes.emplace_back("rules about names hold only while the answer is remembered");
    const std::optional<Edit> edit = taker.entry == nullptr ? std::nullopt : list_.remove(*taker.entry);
    if (edit)
      finding.fixes.push_back(
          {.title = "delete this entry", .applicability = Applicability::unsafe, .edits = {*edit}});
  }

  static void add_rules(const Taker& taker, Finding& finding) {
    std::vector<const Rule*> told;
    for (const Exempted& each : taker.names) {
      if (std::ranges::find(told, each.route.rule) != told.end()) continue;
      told.push_back(each.route.rule);
      finding.related.push_back({.span = each.route.rule->span,
                                 .text = fmt::format("sends {} to {}", each.name, each.route.target)});
    }
  }

  const Facts& facts_;
  Reporter& report_;
  FilterList list_;
  ResolverBook book_;
  Routes routes_;
  std::map<std::uint32_t, Taker> everybody_;  ///< by place
  std::map<std::uint32_t, Taker> exempted_;
};

void run(const Facts& facts, Reporter& report) {
  const Dns& dns = facts.profile.dns;
  if (dns.enable && dns.fake_ip && intake_of(facts).takes_names()) WideCheck(facts, report).run();
}

}  // namespace

extern constinit const Check fake_ip_too_wide{
    .id = "fake-ip-too-wide",
    .category = Category::dns,
    .summary = "an entry of fake-ip-filter exempts a service that goes through a proxy, or everything",
    .run = run};

}  // namespace clashlint
