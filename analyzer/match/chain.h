#pragma once

#include <string>
#include <vector>

#include "analyzer/match/answer.h"
#include "rules/profile/profile.h"

namespace clashlint {

/// Where a target leads when every group takes its choice (`semantics.md` B.10).
struct Chain {
  std::vector<const Outbound*> hops;  ///< the target first, the leaf last
  bool passes = false;                ///< PASS is on it
  bool passes_in_list = false;        ///< PASS-RULE is on it
  const Outbound* rematch = nullptr;
  bool udp = true;  ///< what the target itself reports (B.11)
};

/// Follows a target through its groups. Bounded by the number of outbounds, so
/// also groups that contain themselves (refused profiles) end.
Chain follow(const Profile& profile, const Outbound& target, const Selections& selections);

/// The member a group takes now: the one selected by hand, then
/// `default-selected` of a select group, else the first.
const Outbound* chosen_member(const Outbound& group, const Selections& selections);

/// Whether `udp: true` is all that this outbound lacks to carry UDP: some kinds never do.
bool lacks_udp_key(const Outbound& outbound);

/// Every outbound that is no group and that a group can end at, in order; itself where it is none.
std::vector<const Outbound*> all_leaves(const Outbound& outbound);
std::vector<std::string_view> leaf_names(const Outbound& outbound);

/// Groups of the chain that choose by measurement, and lists of nodes that are not here.
void add_choices(const Chain& chain, std::vector<Dependency>& dependencies);

}  // namespace clashlint
