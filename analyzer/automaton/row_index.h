#pragma once

#include <vector>

#include "analyzer/automaton/keyword_machine.h"
#include "analyzer/automaton/list_model.h"
#include "analyzer/automaton/name_index.h"
#include "analyzer/automaton/prefix_index.h"
#include "analyzer/automaton/row_names.h"

namespace clashlint {

/// Which rows of a list take a connection: the walk, indexed. Names, keywords
/// and single address ranges are looked up, what else there is in a list is
/// evaluated in turn.
///
/// Names come in row by row, as a list is judged in order (`add_names`); a
/// question may only ask for rows before the next one.
class RowIndex {
 public:
  explicit RowIndex(ListModel& model);

  /// Puts in the names of the next row. Calls `covered(entry, rows)` … for each
  /// plain entry with the rows before it that take all of it, in no order,
  /// whatever their targets do.
  template <typename Covered>
  void add_names(int row, Covered covered);

  const RowNames& names(int row) const { return names_[static_cast<std::size_t>(row)]; }

  /// Rows before `end` that take it, sorted, whatever rows above them do.
  std::vector<int> takers(const Example& example, int end);
  /// The first of them, or -1. A microsecond on a list of any length.
  int first_taker(const Example& example, int end);

  /// Calls `visit(row)` for rows with one test of names that takes all of an
  /// entry, or for a keyword all names with it in them; a row may come several times.
  template <typename Visit>
  void visit_over(std::string_view text, NameForm form, Visit visit) const {
    index_.rows_over(text, form, visit);
    keywords_.rows_in(text, visit);
  }
  template <typename Visit>
  void visit_keywords_in(std::string_view keyword, Visit visit) const {
    keywords_.rows_in(keyword, visit);
  }

  /// Rows before `end` with one test of names that takes all of an entry.
  std::vector<int> rows_over(std::string_view text, NameForm form, int end) const;

 private:
  /// A row whose condition is not all names: evaluated as a formula.
  struct Other {
    int row = 0;
    bool has_names = false;  ///< the formula is of the rest
  };

  bool holds_apart(const Other& other, const Example& example);
  bool is_asked(int row, const Example& example);
  void look_up(const Example& example, int end);
  template <typename Take>
  void visit_takers(const Example& example, int end, Take take);
  bool stops(int row, const Example& example) const;

  ListModel& model_;
  std::vector<RowNames> names_;
  NameIndex index_;
  KeywordMachine keywords_;
  PrefixIndex prefixes_;
  std::vector<Other> others_;
  std::vector<int> always_;  ///< rows without a condition, sorted
  std::vector<int> found_;   ///< of the question that is being answered
  std::vector<int> over_;
};

template <typename Covered>
void RowIndex::add_names(int row, Covered covered) {
  if (!names(row).any) return;
  const auto entry = [&](std::string_view text, NameForm form, std::uint32_t place) {
    over_.clear();
    index_.add(text, form, row, [&](int above) {
      if (above < row) over_.push_back(above);
    });
    keywords_.rows_in(text, [&](int above) {
      if (above < row) over_.push_back(above);
    });
    for (const int above : always_) {
      if (above >= row) break;
      over_.push_back(above);
    }
    covered(NameEntry(text, form, place), over_);
  };
  visit_names(model_.rule(row), entry, [](std::string_view) {});
}

}  // namespace clashlint
