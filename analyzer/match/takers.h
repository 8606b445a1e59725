#pragma once

#include <cstddef>
#include <vector>

#include "analyzer/match/answer.h"
#include "analyzer/match/query.h"

namespace clashlint {

struct Profile;

/// A rule that would take a connection if those above it did not.
struct Taker {
  const Rule* rule = nullptr;
  int row = 0;                              ///< in `rules` or the listener's list
  StepResult result = StepResult::decided;  ///< else it matches and the walk goes on: PASS, no UDP
  std::string_view target;  ///< decided: where it leads; of a SUB-RULE that of the rule inside
};

struct Takers {
  std::vector<Taker> rules;         ///< in the order in which they would get it; the first is the winner
  std::vector<Dependency> unknown;  ///< lists that are not here: their rows are taken not to hold it
  bool more = false;                ///< there are more than were asked for
};

/// Everything that matches, in order. Each is found by a walk without those
/// before it, as DNS may have been asked by one of them; so a walk for each.
Takers takers_of(const Profile& profile, const Query& query, const Selections& selections, std::size_t limit);

}  // namespace clashlint
