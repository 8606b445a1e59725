// Rules about IPv4 addresses without a counterpart for IPv6: a name with both
// goes two ways, by which of its addresses is tried.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "analyzer/check/reporter.h"
#include "analyzer/dns/intake.h"
#include "analyzer/facts/routes.h"
#include "analyzer/facts/rule_words.h"
#include "rules/profile/typed.h"

namespace clashlint {
namespace {

constexpr std::uint16_t kPort = 443;

/// A list with so many ranges is about a country or a company, not about one network.
constexpr std::size_t kLarge = 32;

/// Which addresses a rule takes.
struct Families {
  bool v4 = false;
  bool v6 = false;
  bool large = false;
};

void add(const IpSet& set, Families& families) {
  for (const IpRange& range : set.ranges()) (range.first.is_v6 ? families.v6 : families.v4) = true;
  families.large = families.large || set.ranges().size() >= kLarge;
}

Families families_of(const Rule& rule);

/// Of a list; sets inside of sets are left out.
Families families_of(const RuleSet& set) {
  // What is not here may hold both.
  if (!set.availability.available) return {.v4 = true, .v6 = true, .large = true};
  Families families;
  add(set.addresses, families);
  std::size_t ranges = 0;
  for (const Rule& row : set.rows.rules()) {
    if (row.kind == RuleKind::rule_set) continue;
    const Families inner = families_of(row);
    if (inner.v4 || inner.v6) ++ranges;
    families.v4 = families.v4 || inner.v4;
    families.v6 = families.v6 || inner.v6;
    families.large = families.large || inner.large || ranges >= kLarge;
  }
  return families;
}

Families families_of(const Rule& rule) {
  if (rule.source || !rule.understood) return {};
  if (rule.kind == RuleKind::geoip || rule.kind == RuleKind::ip_asn)
    return {.v4 = true, .v6 = true, .large = true};
  if (const auto* prefix = std::get_if<IpPrefix>(&rule.condition); prefix != nullptr) {
    const bool whole = rule.kind == RuleKind::ip_cidr || rule.kind == RuleKind::ip_cidr6;
    return {.v4 = whole && !prefix->address.is_v6, .v6 = whole && prefix->address.is_v6};
  }
  const auto* use = std::get_if<RuleSetUse>(&rule.condition);
  return use == nullptr || use->set == nullptr ? Families{} : families_of(*use->set);
}

class FamilyCheck {
 public:
  explicit FamilyCheck(const Facts& facts) : facts_(facts), routes_(facts.profile, facts.lists) {}

  void run(Reporter& report) {
    for (const Rule& rule : facts_.profile.rules) look_at(rule);
    // An address of nobody: what takes it takes what no rule about addresses knows.
    const Route rest = routes_.of(*parse_ip("2001:db8:5:5::5"), Network::tcp, kPort);
    for (const auto& [target, group] : groups_) {
      const Rule* const rule = group.large6 ? nullptr : group.large4;
      if (rule == nullptr || exit_of(facts_.profile, target) == rest.exit || rest.exit == Exit::reject)
        continue;
      tell(*rule, target, rest, report);
    }
  }

 private:
  /// Rules of one target.
  struct Group {
    const Rule* large4 = nullptr;  ///< the first large list of IPv4 ranges alone
    bool large6 = false;           ///< some large list has IPv6 ranges
  };

  void look_at(const Rule& rule) {
    const Families families = families_of(rule);
    if (!families.large) return;
    Group& group = groups_[rule.target];
    group.large6 = group.large6 || families.v6;
    if (families.v4 && !families.v6 && group.large4 == nullptr) group.large4 = &rule;
  }

  void tell(const Rule& rule, const std::string& target, const Route& rest, Reporter& report) const {
    Finding& finding =
        report.add(rule.span, fmt::format("{} has IPv4 addresses alone: over IPv6 the same names go {}",
                                          condition_text(rule), way_words(rest.target)));
    finding.primary.text = fmt::format("takes no IPv6 address, so {} does not get them", target);
    if (rest.rule != nullptr)
      finding.related.push_back({.span = rest.rule->span, .text = "takes their IPv6 addresses"});
    const YamlEntry ipv6 = dns_entry(facts_, "ipv6");
    if (ipv6.value != nullptr)
      finding.related.push_back({.span = resolved(*ipv6.value).span, .text = "IPv6 addresses are given out"});
    finding.notes.emplace_back("use a list with both, or switch `ipv6` off");
  }

  const Facts& facts_;
  Routes routes_;
  std::map<std::string, Group> groups_;
};

/// Programs learn real IPv6 addresses from the core, and connect to them.
bool gives_out_ipv6(const Facts& facts) {
  const Dns& dns = facts.profile.dns;
  if (!dns.enable || !dns.ipv6 || !intake_of(facts).takes_names()) return false;
  return !dns.fake_ip || !dns.filter.empty() || dns.filter_mode != FakeIpFilterMode::blacklist;
}

void run(const Facts& facts, Reporter& report) {
  if (facts.lists.size() > 0 && facts.profile.mode == TunnelMode::rule && gives_out_ipv6(facts))
    FamilyCheck(facts).run(report);
}

}  // namespace

extern constinit const Check ip_family_split{
    .id = "ip-family-split",
    .category = Category::udp,
    .summary = "the IPv4 and the IPv6 addresses of one name go by two outbounds",
    .run = run};

}  // namespace clashlint
