#pragma once

#include <string>

#include "analyzer/match/connection.h"
#include "rules/profile/profile.h"

namespace clashlint {

/// Why a rule did not match, in plain words for a person: `the name is
/// openrouter.ai`, `its address 104.18.2.1 is not in CN`. `before` and `after`
/// are the connection around the evaluation.
std::string why_not(const Profile& profile, const Rule& rule, const Connection& before,
                    const Connection& after);

}  // namespace clashlint
