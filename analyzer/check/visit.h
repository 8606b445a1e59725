#pragma once

#include <functional>
#include <span>

#include "rules/profile/profile.h"

namespace clashlint {

using RuleVisit = std::function<void(const Rule& rule)>;

/// Every rule of a list, parts of logic rules after the rule they stand in.
void visit_rules(std::span<const Rule> rules, const RuleVisit& each);

/// The same for all that the core can come to evaluate: `rules`, `sub-rules`, the rules of
/// `fake-ip-filter`, and the classical sets that one of them reaches, each once.
/// Of a set, rows that are a name and nothing else are left out (`SetRows`).
void visit_used_rules(const Profile& profile, const RuleVisit& each);

using MatcherVisit = std::function<void(const NameMatcher& matcher)>;

/// Every `geosite:` and `rule-set:` of the lists that take names: in `dns` and the sniffer.
void visit_name_matchers(const Profile& profile, const MatcherVisit& each);

}  // namespace clashlint
