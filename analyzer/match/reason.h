#pragma once

#include <string>

#include "analyzer/match/connection.h"
#include "analyzer/match/evaluate.h"
#include "rules/profile/profile.h"

namespace clashlint {

/// Why a rule does not match a connection, in plain words for a person: the one
/// thing that they did not see. `its address 104.18.2.1 is in US, not CN`. Empty
/// where it matches; of SUB-RULE the condition is judged. `before` is the
/// connection as it came to the rule. Costs one pass over the lists it names.
std::string why_not(const Profile& profile, const Rule& rule, const Connection& before, Scope scope = {});

/// What of the connection an address rule took, where that is worth saying:
/// `its address 10.0.0.5 is in 10.0.0.0/8`. Empty for rules that look at something else.
std::string taken_address(const Rule& rule, const Connection& connection);

}  // namespace clashlint
