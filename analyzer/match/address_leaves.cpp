#include "analyzer/match/address_leaves.h"

#include <algorithm>
#include <span>
#include <unordered_set>

#include <fmt/format.h>

#include "rules/kind/family.h"
#include "rules/value/text.h"

namespace clashlint {
namespace {

/// Walks a rule and everything it refers to, each list once, lists at most
/// kMaxListDepth deep.
class LeafCollector {
 public:
  LeafCollector(std::vector<AddressLeaf>& leaves, std::size_t limit) : leaves_(leaves), limit_(limit) {}

  void collect(const Rule& rule) {
    if (leaves_.size() >= limit_ || !rule.understood) return;
    if (looks_at_destination(rule.kind)) {
      if (!rule.source) leaves_.push_back({.rule = &rule, .set = nullptr});
      return;
    }
    switch (rule.kind) {
      case RuleKind::rule_set:
        return collect_set(rule);
      case RuleKind::sub_rule:
        if (const SubRuleList* list = std::get<SubRuleUse>(rule.condition).list)
          collect_list(list, list->rules);
        return collect_all(rule.parts);
      default:
        return collect_all(rule.parts);
    }
  }

 private:
  static constexpr int kMaxListDepth = 64;

  void collect_all(std::span<const Rule> rules) {
    for (const Rule& rule : rules) {
      if (leaves_.size() >= limit_) return;
      collect(rule);
    }
  }

  void collect_list(const void* owner, std::span<const Rule> rules) {
    if (list_depth_ >= kMaxListDepth || !seen_.insert(owner).second) return;
    ++list_depth_;
    collect_all(rules);
    --list_depth_;
  }

  void collect_set(const Rule& rule) {
    const RuleSet* const set = std::get<RuleSetUse>(rule.condition).set;
    if (rule.source || set == nullptr) return;
    if (set->behavior == ProviderBehavior::ipcidr) leaves_.push_back({.rule = &rule, .set = set});
    if (set->behavior == ProviderBehavior::classical) collect_list(set, set->rows.rules());
  }

  std::vector<AddressLeaf>& leaves_;
  std::size_t limit_;
  std::unordered_set<const void*> seen_;
  int list_depth_ = 0;
};

/// The first address of ranges that lie evenly in the list.
std::vector<IpAddress> spread(std::span<const IpRange> ranges, std::size_t limit) {
  std::vector<IpAddress> out;
  const std::size_t step = std::max<std::size_t>(ranges.size() / std::max<std::size_t>(limit, 1), 1);
  for (std::size_t at = 0; at < ranges.size() && out.size() < limit; at += step) {
    // The second address where there is one: first ones are often set apart.
    const std::optional<IpAddress> second = next(ranges[at].first);
    out.push_back(second && *second <= ranges[at].last ? *second : ranges[at].first);
  }
  return out;
}

std::vector<IpAddress> lan_addresses() {
  return {*parse_ip("192.168.1.1"), *parse_ip("10.0.0.1"), *parse_ip("fd00::1")};
}

std::vector<IpAddress> geoip_addresses(const Profile& profile, const GeoipCode& code, std::size_t limit) {
  if (code.lan) return lan_addresses();
  if (code.negated) return {};
  if (code.addresses) return spread(code.addresses->ranges(), limit);
  if (profile.geodata_mode || !profile.country) return {};
  return spread(profile.country->ranges_of_code(code.code, limit), limit);
}

/// Of a wide prefix one that is no special address, such as ::1 in ::/0.
std::vector<IpAddress> prefix_addresses(const IpPrefix& prefix) {
  for (const std::string_view ordinary : {"203.0.113.78", "2001:db8::78"}) {
    if (prefix.contains(*parse_ip(ordinary))) return {*parse_ip(ordinary)};
  }
  const IpRange range{.first = prefix.first(), .last = prefix.last()};
  return spread(std::span(&range, 1), 1);
}

}  // namespace

std::vector<AddressLeaf> address_leaves(const Rule& rule, std::size_t limit) {
  std::vector<AddressLeaf> leaves;
  LeafCollector(leaves, limit).collect(rule);
  return leaves;
}

std::vector<IpAddress> sample_addresses(const Profile& profile, const AddressLeaf& leaf, std::size_t limit) {
  if (leaf.set != nullptr) return spread(leaf.set->addresses.ranges(), limit);
  switch (leaf.rule->kind) {
    case RuleKind::geoip:
      return geoip_addresses(profile, std::get<GeoipCode>(leaf.rule->condition), limit);
    case RuleKind::ip_asn:
      if (!profile.asn) return {};
      return spread(profile.asn->ranges_of_asn(leaf.rule->payload, limit), limit);
    case RuleKind::ip_suffix:
      return {std::get<IpPrefix>(leaf.rule->condition).address};
    default:
      return prefix_addresses(std::get<IpPrefix>(leaf.rule->condition));
  }
}

std::string describe(const AddressLeaf& leaf) {
  if (leaf.set != nullptr) return "rule-set " + leaf.set->name;
  switch (leaf.rule->kind) {
    case RuleKind::geoip:
      return unicode_upper(leaf.rule->payload);
    case RuleKind::ip_asn:
      return "AS" + leaf.rule->payload;
    case RuleKind::ip_suffix:
      return "IP-SUFFIX " + leaf.rule->payload;
    default:
      return leaf.rule->payload;
  }
}

}  // namespace clashlint
