#pragma once

#include <string>
#include <vector>

#include "rules/base/source.h"
#include "rules/profile/load.h"

namespace clashlint {

/// Something that a profile refers to and that was not there to be looked at.
struct Unseen {
  enum class Kind { proxy_provider, rule_set, database, layer };
  Kind kind = Kind::database;
  std::string what;  ///< `rule-set company`
  std::string why;   ///< `rules/company.yaml is missing`
};

/// Every layer that is not applied, what a client writes itself, and every list
/// and database that the profile uses and that could not be read, each once, in
/// the order of the profile. Linear in the rules.
std::vector<Unseen> unseen_parts(const Sources& sources, const LoadedProfile& loaded);

}  // namespace clashlint
