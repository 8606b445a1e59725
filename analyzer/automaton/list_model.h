#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "analyzer/automaton/example.h"
#include "analyzer/automaton/proof_space.h"
#include "analyzer/automaton/rule_model.h"

namespace clashlint {

/// The order in which worlds are searched: a name that does not resolve makes
/// the plainest witness.
inline constexpr AddressSource kSources[] = {AddressSource::failed, AddressSource::answered,
                                             AddressSource::known};

/// A list of rows as formulas in each of the three worlds. A row is written
/// when it is first asked for: most rows of a long list never are.
class ListModel {
 public:
  /// `rules` of the profile, or the sub-rule list of that name. The profile must outlive it.
  ListModel(const Profile& profile, std::string_view sub_rules);
  /// With the formulas of other lists in one space.
  ListModel(const Profile& profile, std::string_view sub_rules, std::shared_ptr<ProofSpace> space);
  ListModel(const ListModel&) = delete;
  ListModel& operator=(const ListModel&) = delete;

  const Profile& profile() const { return profile_; }
  const std::vector<Rule>& rules() const { return rules_; }
  const Rule& rule(int row) const { return rules_[static_cast<std::size_t>(row)]; }
  int size() const { return static_cast<int>(rules_.size()); }
  const std::string& sub_rules() const { return sub_rules_; }
  bool too_costly() const;

  const RowModel& row(AddressSource source, int row);
  /// As `RuleModel::ways`. Not kept.
  std::vector<TargetWay> ways(AddressSource source, int row);
  /// As `RuleModel::read_rest`.
  Formula rest(AddressSource source, int row);
  /// Where an answer is waited for: DNS was asked before this row.
  Formula asked(int row) const { return asked_[static_cast<std::size_t>(row)]; }
  /// The same once the row was looked at.
  Formula asked_behind(int row) {
    return row + 1 < size() ? asked(row + 1) : models_.back().asked_behind(rule(row), asked(row));
  }
  /// The first row before which it certainly was; `size()` where there is none.
  int first_asked() const { return first_asked_; }

  /// The row itself makes the core resolve a name that is not resolved yet.
  bool asks_by_itself(int row) {
    return models_.back().asked_behind(rule(row), Formulas::kNo) == Formulas::kYes;
  }

  /// The same of some names at least, as a list does that has names before its first address.
  bool may_ask(int row) { return models_.back().asked_behind(rule(row), Formulas::kNo) != Formulas::kNo; }

  /// The target ends the walk. Of a SUB-RULE no single target does: kNo.
  Formula stops(int row) const { return stops_[static_cast<std::size_t>(row)]; }
  /// The same with what is missing taken as usual: nodes that are not known carry UDP.
  Formula usually_stops(int row) const { return usually_stops_[static_cast<std::size_t>(row)]; }

  /// Inside a SUB-RULE the next row of the list may be tried all the same: the
  /// target is PASS-RULE, or a group that can choose it.
  bool may_be_passed_over(int row);

  /// What is missing, as far as rows that were written ask for it.
  const std::vector<AtomId>& facts();

  Formula is_tcp();
  /// Whether a test of the field stands in it.
  bool looks_at(Formula formula, Field field) const;
  bool is_true(Formula formula, const Example& example) const {
    return holds(atoms, formulas, formula, example);
  }

  std::vector<const DomainSet*> name_sets(int row) { return models_.front().name_sets(rule(row)); }

 private:
  std::shared_ptr<ProofSpace> space_;

 public:
  AtomTable& atoms;
  Formulas& formulas;
  Work& work;
  TextSpace& texts;
  Solver& solver;

 private:
  void read_targets();
  void read_asked();

  const Profile& profile_;
  std::string sub_rules_;
  const std::vector<Rule>& rules_;
  TargetModel targets_;
  std::array<RuleModel, 3> models_;  ///< in the order of AddressSource
  std::array<std::unordered_map<int, RowModel>, 3> rows_;
  std::array<std::unordered_map<int, Formula>, 3> rests_;
  std::vector<Formula> asked_;
  std::vector<Formula> stops_;
  std::vector<Formula> usually_stops_;
  std::vector<AtomId> facts_;
  AtomId seen_atoms_ = 0;
  int first_asked_ = 0;
};

}  // namespace clashlint
