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

  /// Whether a row above ends the walk wherever `row` would.
  static bool ends(const ListModel& model, int above, int row);
  /// The same with what is missing taken as usual.
  static bool usually_ends(const ListModel& model, int above, int row);

 private:
  const ListModel& model_;
  int row_;
  EntriesTaken entries_;
  std::vector<NameEntry> open_;
  std::map<int, std::size_t> takers_;
  bool certain_ = true;
};

}  // namespace clashlint
