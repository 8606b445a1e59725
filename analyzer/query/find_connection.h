#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analyzer/query/way_list.h"

namespace clashlint {

/// Through this list a connection has to leave by this way.
struct Goal {
  WayList& list;
  int way = 0;
};

struct FoundConnection {
  Found found = Found::no;  ///< no: proved, with what is missing taken as usual
  Witness witness{};        ///< yes
  std::string why{};        ///< unknown: the reason
};

/// Looks for a connection that leaves each of the lists, which share one space,
/// by its way, and of which more holds. It is proposed by the solver and run by
/// the index of the walk; a way before that takes it is kept out from then on.
/// What is found was replayed through the walk.
class ConnectionFinder {
 public:
  /// Groups in `fixed` choose what is selected, or what they begin with; others may choose anything.
  ConnectionFinder(ProofSpace& space, std::vector<const Outbound*> fixed, Selections selections = {})
      : space_(space), fixed_(std::move(fixed)), selections_(std::move(selections)) {}

  FoundConnection find(std::span<const Goal> goals, const Worlds& also = kAnyWorld);

 private:
  using Covers = std::vector<std::vector<int>>;  ///< of each goal, the ways before it

  FoundConnection find_in_world(std::span<const Goal> goals, Formula also, AddressSource source);
  std::vector<Formula> assumed();
  Witness replayable(std::span<const Goal> goals, const Example& example) const;
  bool covered(std::span<const Goal> goals, Covers& covers, FoundConnection& result);

  ProofSpace& space_;
  std::vector<const Outbound*> fixed_;
  Selections selections_;
  std::vector<Formula> assumed_;
  AtomId seen_atoms_ = 0;
};

/// Connections tried for one question.
inline constexpr int kMaxFindRounds = 400;
/// Ways before one that are remembered for the next question about it.
inline constexpr std::size_t kMaxKeptCover = 64;

}  // namespace clashlint
