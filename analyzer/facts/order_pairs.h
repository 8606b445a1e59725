#pragma once

#include <vector>

#include "analyzer/facts/judged_lists.h"

namespace clashlint {

/// Two rows with different targets of which neither takes all of the other:
/// which one stands first decides for what both take.
struct OrderPair {
  int upper = 0;
  int lower = 0;
  Witness witness{};  ///< won by the upper one, and by the lower one if that were not there: both walked
};

/// Pairs of rows about patterns (keywords, expressions, wildcards), ports and
/// logic, as those take each other's connections unseen; names and lists do it
/// in plain sight. Both ask for something of the same kind; two keywords meet in
/// a name that the profile or its lists know. Among the first kMaxOrderRows such rows, and only those that
/// an automaton takes.
std::vector<OrderPair> find_order_pairs(const Profile& profile, const JudgedLists::List& list);

inline constexpr std::size_t kMaxOrderRows = 48;

}  // namespace clashlint
