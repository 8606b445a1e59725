#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "rules/profile/profile.h"

namespace clashlint {

/// What became of a row of `rules`, by its text.
enum class RowFate : std::uint8_t {
  same,
  moved,       ///< stands in another place among the rows that are the same
  retargeted,  ///< the same condition, with another target
  gone,        ///< before only
  fresh        ///< after only
};

struct RowState {
  RowFate fate = RowFate::same;
  int other = -1;  ///< same, moved, retargeted: the row on the other side
};

/// Both sides of a profile, row by row.
struct RowDiff {
  std::vector<RowState> before{};
  std::vector<RowState> after{};
};
RowDiff compare_rows(const Profile& before, const Profile& after);

/// A list that is not what it was.
struct SetChange {
  std::string name;
  std::size_t added = 0;  ///< entries
  std::size_t gone = 0;
  std::string words{};  ///< `is not here any more`, `is here now`; empty: entries tell
};
std::vector<SetChange> changed_sets(const Profile& before, const Profile& after);

}  // namespace clashlint
