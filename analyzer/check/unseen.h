#pragma once

#include <string>
#include <vector>

#include "rules/profile/profile.h"

namespace clashlint {

/// Something that a profile refers to and that was not there to be looked at.
struct Unseen {
  enum class Kind { proxy_provider, rule_set, database };
  Kind kind = Kind::database;
  std::string what;  ///< `rule-set company`
  std::string why;   ///< `rules/company.yaml is missing`
};

/// Every list and database that the profile uses and that could not be read,
/// each once, in the order of the profile. Linear in the rules.
std::vector<Unseen> unseen_parts(const Profile& profile);

}  // namespace clashlint
