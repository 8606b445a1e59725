#include "analyzer/automaton/row_names.h"

namespace clashlint {
namespace {

RowNames of_set(const RuleSet& set) {
  const bool missing = !set.availability.available;
  if (set.behavior == ProviderBehavior::domain) {
    const std::size_t count = set.domains.entries().size();
    return {.any = count > 0, .nothing_else = !missing && set.domains.plain(), .entries = count};
  }
  if (set.behavior != ProviderBehavior::classical) return {};
  const std::size_t count = set.rows.name_count();
  return {.any = count > 0, .nothing_else = !missing && count == set.rows.size(), .entries = count};
}

}  // namespace

RowNames names_of(const Rule& rule) {
  if (!rule.understood) return {};
  switch (rule.kind) {
    case RuleKind::domain:
    case RuleKind::domain_suffix:
    case RuleKind::domain_keyword:
      return {.any = true, .nothing_else = true, .entries = 1};
    case RuleKind::geosite: {
      const GeositeList& list = std::get<GeositeList>(rule.condition);
      if (!list.matcher || list.negated) return {};
      const GeositeMatcher& matcher = *list.matcher;
      const std::size_t count = matcher.domains.entries().size() + matcher.keywords.size();
      return {.any = count > 0,
              .nothing_else = matcher.regexes.empty() && matcher.domains.plain(),
              .entries = count};
    }
    case RuleKind::rule_set: {
      const auto* use = std::get_if<RuleSetUse>(&rule.condition);
      return use == nullptr || use->set == nullptr ? RowNames() : of_set(*use->set);
    }
    default:
      return {};
  }
}

const IpPrefix* single_range(const Rule& rule) {
  const bool range = rule.kind == RuleKind::ip_cidr || rule.kind == RuleKind::ip_cidr6;
  return range && rule.understood && !rule.source ? std::get_if<IpPrefix>(&rule.condition) : nullptr;
}

}  // namespace clashlint
