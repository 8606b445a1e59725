#pragma once

#include <vector>

namespace clashlint {

/// Which items of two sequences are the same ones, in the same order on both sides.
struct Alignment {
  std::vector<int> mate_after{};   ///< of each item before; -1: none
  std::vector<int> mate_before{};  ///< of each item after
  std::vector<int> first_after{};  ///< of each item before: the first one after that is alike; -1: none
  std::vector<int> first_before{};
};

/// Items are numbers; equal ones are alike. What both ends have in common, then the
/// longest run of items that stand once on each side. n log n.
Alignment align(const std::vector<int>& before, const std::vector<int>& after);

}  // namespace clashlint
