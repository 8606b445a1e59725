#pragma once

#include <cstdint>
#include <vector>

namespace clashlint {

/// Why a row never wins, as one of the checks says it: a dead row gets one
/// finding, and the first of these that fits is the one.
enum class DeadAs : std::uint8_t {
  alive,         ///< or not known
  stranded,      ///< a layer put it behind a MATCH that is not its own
  behind_match,  ///< behind a row that takes everything
  duplicate_keyword,
  duplicate_rule,
  impossible,
  shadowed,   ///< some of its traffic goes to another target
  redundant,  ///< all of it gets what it would have got
  no_effect,  ///< its target lets everything go on
};

struct DeadRow {
  DeadAs as = DeadAs::alive;
  int first = -1;             ///< duplicate: the row that says the same; else the one that takes everything
  std::vector<int> takers{};  ///< shadowed, redundant: rows that take everything, as few as can be
  int other = -1;         ///< where they all have its target: a row with another that takes some of it before
  bool depends = false;   ///< it is so only as long as nodes that are not known carry UDP
  bool tcp_only = false;  ///< UDP that rows above cannot carry still comes here
};

}  // namespace clashlint
