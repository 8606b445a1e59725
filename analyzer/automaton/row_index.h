#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "analyzer/automaton/solver.h"

namespace clashlint {

/// Which rows of a list take a connection. Rows that ask for one name or one
/// suffix are looked up, the others are evaluated in turn.
class RowIndex {
 public:
  /// All must outlive the index.
  RowIndex(const AtomTable& atoms, const Formulas& formulas, const std::vector<RowModel>& rows);

  /// Rows before `end` that take it, sorted, whatever rows above them do.
  std::vector<int> takers(const Example& example, int end) const;

 private:
  bool holds(Formula formula, const Example& example) const;
  bool holds(const Literal& literal, const Example& example) const;

  const AtomTable& atoms_;
  const Formulas& formulas_;
  const std::vector<RowModel>& rows_;
  std::unordered_map<std::string_view, std::vector<int>> whole_;
  std::unordered_map<std::string_view, std::vector<int>> suffixes_;
  std::vector<int> others_;
};

}  // namespace clashlint
