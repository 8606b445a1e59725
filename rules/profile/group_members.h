#pragma once

#include <string>
#include <vector>

#include "rules/profile/profile.h"
#include "rules/value/regex.h"

namespace clashlint {

/// What a group asks for, names already looked up.
struct MemberRequest {
  std::vector<const Outbound*> members;         ///< `proxies`, in order
  std::vector<const ProxyProvider*> providers;  ///< `use`, in order
  bool all_proxies = false;
  bool all_providers = false;  ///< replaces `use`
  std::vector<Regex> filters;
  std::vector<Regex> exclude_filters;
  std::string exclude_types;           ///< `a|b`
  const Outbound* fallback = nullptr;  ///< when nothing is left
};

/// The members in effect (`semantics.md` B.7 expansion, B.8).
void set_members(const Profile& profile, const MemberRequest& request, GroupPart& group);

}  // namespace clashlint
