#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "analyzer/dns/resolvers.h"

namespace clashlint {

/// One name of a key of `nameserver-policy`, or one list.
struct PolicyPart {
  const ResolverPolicy* policy = nullptr;
  std::string text{};                 ///< `+.a.com`, `geosite:cn`
  std::string_view piece{};           ///< a name as the key has it
  const NameMatcher* list = nullptr;  ///< null: a name
};

/// What the core looks at at once: a run of names, in which the closest one
/// decides, or one list (`semantics.md` G.4).
struct PolicyRun {
  std::vector<PolicyPart> parts{};
  std::unordered_map<std::string, std::size_t> places{};  ///< of a run of names, by their texts

  bool all_have_servers = true;

  /// What takes all names of a part of a later run, and has a server; of several
  /// names any of them. Null where that is not sure.
  const PolicyPart* taker_of(const PolicyPart& part) const;
};

/// The policies in the order in which the core looks at them. Empty where they
/// cannot be told apart, as the loader has refused some. They point into `policies`.
std::vector<PolicyRun> policy_runs(const Profile& profile, const std::vector<ResolverPolicy>& policies);

}  // namespace clashlint
