#pragma once

#include <string>

#include "analyzer/match/connection.h"
#include "analyzer/match/evaluate.h"
#include "rules/profile/profile.h"

namespace clashlint {

/// Why a rule on addresses does not take a connection: where the address lies
/// instead, or why there is none. `after`: the rule has had its chance to ask DNS.
std::string address_rule_reason(const Profile& profile, const Rule& rule, const Connection& after,
                                Scope scope);

/// The same for an `ipcidr` set.
std::string ranges_reason(const RuleSet& set, const Connection& after, Scope scope);

/// How many leading bits two addresses share; none across families.
int shared_bits(const IpAddress& a, const IpAddress& b);

/// `its address 10.0.0.5`; `10.0.0.5` where nothing else was asked about.
std::string subject_of(const Connection& connection, bool source);

}  // namespace clashlint
