#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "analyzer/automaton/list_model.h"

namespace clashlint {

/// Of a row that names a list: how many entries other rows take already.
struct EntriesTaken {
  std::size_t total = 0;
  std::size_t taken = 0;                ///< at least: each by one test of one row above
  std::vector<std::string> examples{};  ///< some that are taken
  std::vector<int> takers{};            ///< rows that take one, sorted
};

/// Nothing for rows without a list of names, and for lists larger than kMaxEntriesCounted.
std::optional<EntriesTaken> entries_taken(ListModel& model, int row);

inline constexpr std::size_t kMaxEntriesCounted = 300'000;

}  // namespace clashlint
