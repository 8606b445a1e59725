#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analyzer/automaton/hitting_set.h"
#include "analyzer/automaton/list_model.h"
#include "analyzer/automaton/row_index.h"

namespace clashlint {

/// One line of thought about one row: a connection that it takes and its cover
/// does not is looked for; rows above that take it join the cover; until there
/// is none (the cover takes everything, and no smaller one does) or nothing
/// above takes it (the row wins it).
struct CoverSearch {
  int row = 0;
  bool as_usual = true;  ///< what is missing is taken as usual
  bool only_tcp = false;
  Formula also = Formulas::kYes;           ///< what else has to hold of the connection
  std::vector<std::vector<int>> takers{};  ///< of each connection tried
  HittingSet cover{};
  std::optional<Example> example{};  ///< a connection that nothing above takes
  std::vector<Example> tried{};      ///< the first connections that something above takes
  Found found = Found::unknown;      ///< of such a one
  std::string why{};                 ///< unknown: the reason

  /// Bounded by kMaxCoverRounds and kMaxCover, and by the solver's own limits.
  void run(ListModel& model, RowIndex& index);

  /// One step of it: a connection that the row takes and the cover does not.
  SolverAnswer find(ListModel& model) const;
};

/// Connections tried for one row before it is given up.
inline constexpr int kMaxCoverRounds = 400;
/// Covers with more rows are not told, and not proved.
inline constexpr std::size_t kMaxCover = 60;
/// Connections that are kept, to be walked as well.
inline constexpr std::size_t kMaxTried = 8;

}  // namespace clashlint
