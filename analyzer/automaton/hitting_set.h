#pragma once

#include <vector>

namespace clashlint {

struct HittingSet {
  std::vector<int> members{};  ///< sorted
  bool smallest = true;        ///< false: there may be a smaller one, looking for it was given up
};

/// A smallest set that has a member in common with each of `sets` (sorted, not
/// empty). Branch and bound within kMaxHittingSteps, else what greed finds.
HittingSet hitting_set(const std::vector<std::vector<int>>& sets);

inline constexpr int kMaxHittingSteps = 50'000;

}  // namespace clashlint
