#include "analyzer/check/visit.h"

#include <algorithm>
#include <set>

namespace clashlint {

// Recursion is as deep as logic rules are nested, which the rule reader bounds.
void visit_rules(std::span<const Rule> rules, const RuleVisit& each) {
  for (const Rule& rule : rules) {
    each(rule);
    visit_rules(rule.parts, each);
  }
}

void visit_used_rules(const Profile& profile, const RuleVisit& each) {
  std::set<const RuleSet*> seen;
  std::vector<const RuleSet*> waiting;
  const RuleVisit follow = [&](const Rule& rule) {
    each(rule);
    const auto* const use = std::get_if<RuleSetUse>(&rule.condition);
    if (use != nullptr && use->set != nullptr && seen.insert(use->set).second) waiting.push_back(use->set);
  };
  visit_rules(profile.rules, follow);
  for (const auto& list : profile.sub_rules) visit_rules(list->rules, follow);
  visit_rules(profile.dns.filter_rules, follow);
  while (!waiting.empty()) {
    const RuleSet* const set = waiting.back();
    waiting.pop_back();
    visit_rules(set->rows.rules(), follow);
  }
}

void visit_name_matchers(const Profile& profile, const MatcherVisit& each) {
  std::ranges::for_each(profile.dns.filter, each);
  for (const auto* policy : {&profile.dns.policy, &profile.dns.proxy_policy}) {
    for (const PolicySegment& segment : *policy) {
      if (!segment.domains) each(segment.matcher);
    }
  }
  std::ranges::for_each(profile.dns.fallback_domains, each);
  std::ranges::for_each(profile.sniffer_names, each);
}

}  // namespace clashlint
