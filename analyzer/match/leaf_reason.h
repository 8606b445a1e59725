#pragma once

#include <string>

#include "analyzer/match/connection.h"
#include "analyzer/match/evaluate.h"
#include "rules/profile/profile.h"

namespace clashlint {

/// Why a rule without parts and sets does not match; `after` has seen it. Never
/// calls itself, so that lists can ask it of their rows.
std::string leaf_reason(const Profile& profile, const Rule& rule, const Connection& after, Scope scope);

}  // namespace clashlint
