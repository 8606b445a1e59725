#pragma once

#include <vector>

#include "analyzer/facts/judged_lists.h"

namespace clashlint {

/// A row without which every connection gets the same target, is looked up in
/// the same cases, and goes over UDP or not as before.
struct NoEffect {
  int row = 0;
  std::vector<int> instead{};  ///< rows below that would take all it takes; none: its target lets all go on
};

/// Liu and Gouda's downward redundancy, as far as it is plain: a row below with
/// the same target takes the whole condition, and what stands between has that
/// target, too, or takes nothing of it. Rows are compared with the kEffectWindow
/// rows below them, up to kMaxEffectSteps comparisons in all.
std::vector<NoEffect> find_no_effect(const JudgedLists::List& list);

inline constexpr int kEffectWindow = 256;
inline constexpr int kMaxEffectSteps = 1'000'000;
/// Lists with more entries are not compared entry by entry.
inline constexpr std::size_t kMaxEffectEntries = 256;

}  // namespace clashlint
