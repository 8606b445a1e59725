#pragma once

#include <string>
#include <vector>

#include "analyzer/facts/judged_lists.h"
#include "analyzer/match/answer.h"

namespace clashlint {

/// A target that carries no UDP as its groups choose by default, and where the
/// UDP of its rules ends instead (`semantics.md` D.6).
struct UdpEnd {
  std::string target{};
  const Outbound* leaf = nullptr;  ///< the node that carries none, or the group that has it off
  std::vector<int> rows{};         ///< of `rules` with this target that win something
  int row = -1;                    ///< the one that was asked about
  Query query{};                   ///< a connection over UDP that it would win over TCP
  Answer answer{};                 ///< what becomes of it, with the rows that were passed over
};

/// One for each such target whose UDP ends elsewhere, in the order of their
/// rows. Left out where a row behind refuses it: who wrote that knows of it. A
/// few walks each.
std::vector<UdpEnd> find_udp_ends(const Profile& profile, JudgedLists& lists);

}  // namespace clashlint
