#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/automaton/row_index.h"
#include "analyzer/automaton/rule_model.h"
#include "analyzer/automaton/solver.h"

namespace clashlint {

/// The order in which worlds are searched: a name that does not resolve makes
/// the plainest witness.
inline constexpr AddressSource kSources[] = {AddressSource::failed, AddressSource::answered,
                                             AddressSource::known};

/// A list of rows as formulas in each of the three worlds, and what is needed to ask them.
class ListModel {
 public:
  /// `rules` of the profile, or the sub-rule list of that name. The profile must outlive it.
  ListModel(const Profile& profile, std::string_view sub_rules);
  ListModel(const ListModel&) = delete;
  ListModel& operator=(const ListModel&) = delete;

  const Profile& profile() const { return profile_; }
  const std::vector<Rule>& rules() const { return rules_; }
  const Rule& rule(int row) const { return rules_[static_cast<std::size_t>(row)]; }
  const std::string& sub_rules() const { return sub_rules_; }
  bool too_costly() const { return too_costly_; }

  const RowModel& row(AddressSource source, int row) const {
    return rows_[static_cast<std::size_t>(source)][static_cast<std::size_t>(row)];
  }
  /// Rows above `end` that take an example.
  std::vector<int> takers(const Example& example, int end) const {
    return indexes_[static_cast<std::size_t>(example.source)].takers(example, end);
  }

  AtomTable atoms;
  Formulas formulas;
  TextSpace texts;
  Solver solver;

 private:
  const Profile& profile_;
  std::string sub_rules_;
  const std::vector<Rule>& rules_;
  std::array<std::vector<RowModel>, 3> rows_;
  std::vector<RowIndex> indexes_;
  bool too_costly_ = false;
};

}  // namespace clashlint
