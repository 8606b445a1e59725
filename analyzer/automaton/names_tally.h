#pragma once

#include <map>
#include <vector>

#include "analyzer/automaton/list_model.h"
#include "analyzer/automaton/verdict.h"
#include "rules/value/name_entry.h"

namespace clashlint {

/// What comes out while the names of one row go into the index.
class NamesTally {
 public:
  NamesTally(const ListModel& model, int row) : model_(model), row_(row) {}

  /// An entry, and the rows above that take all names it takes.
  void add(const NameEntry& entry, const std::vector<int>& over);

  const EntriesTaken& entries() const { return entries_; }
  /// The first of those that no row above takes.
  const std::vector<NameEntry>& open() const { return open_; }
  bool all_taken() const { return entries_.total > 0 && entries_.taken == entries_.total; }
  /// Every taker ends the walk whatever is missing.
  bool certain() const { return certain_; }
  /// How many entries each row above is the first to take.
  const std::map<int, std::size_t>& takers() const { return takers_; }
  /// Each set of rows that take all of an entry, with one such entry. At most
  /// kMaxTakerSets: there may be more then.
  const std::map<std::vector<int>, NameEntry>& taker_sets() const { return taker_sets_; }

  /// Whether a row above ends the walk wherever `row` would.
  static bool ends(const ListModel& model, int above, int row);
  /// The same with what is missing taken as usual.
  static bool usually_ends(const ListModel& model, int above, int row);

 private:
  void count(const NameEntry& entry, int first);

  const ListModel& model_;
  int row_;
  EntriesTaken entries_;
  std::vector<NameEntry> open_;
  std::map<int, std::size_t> takers_;
  std::map<std::vector<int>, NameEntry> taker_sets_;
  std::vector<int> ending_;  ///< of the entry that was added last
  std::vector<int> before_;  ///< of the one before it
  bool certain_ = true;
};

/// Different sets of takers of the entries of one row: past it the cover is not the smallest.
inline constexpr std::size_t kMaxTakerSets = 2'000;

}  // namespace clashlint
