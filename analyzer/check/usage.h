#pragma once

#include <unordered_set>
#include <vector>

#include "analyzer/check/facts.h"

namespace clashlint {

/// What of a profile is used by something else in it. Whatever could be a use
/// counts as one: a text in a section that the core does not read, the name
/// that a misspelt one was likely to be. All of them linear in the profile.

/// False: the text was not read to its end, or there is nothing that could use
/// anything, as in a template without rules. Then nothing is unused.
bool usage_is_known(const Facts& facts);

/// Proxies and groups that rules, proxies, providers, listeners, name servers
/// and the like send something to. What groups have for members is not in it.
std::unordered_set<const Outbound*> asked_outbounds(const Facts& facts);

/// A group and its members, as it names them or takes them in, with what it falls back to.
struct GroupMembers {
  const Outbound* group = nullptr;
  std::vector<const Outbound*> members;
};
std::vector<GroupMembers> members_of_groups(const Facts& facts);

std::unordered_set<const RuleSet*> used_rule_sets(const Facts& facts);
std::unordered_set<const ProxyProvider*> used_proxy_providers(const Facts& facts);
std::unordered_set<const SubRuleList*> used_sub_rules(const Facts& facts);

}  // namespace clashlint
