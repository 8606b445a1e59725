#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "analyzer/automaton/list_model.h"
#include "analyzer/automaton/walk_index.h"
#include "analyzer/automaton/witness.h"

namespace clashlint {

/// A formula for each address source.
using Worlds = std::array<Formula, 3>;
inline constexpr Worlds kAnyWorld = {Formulas::kYes, Formulas::kYes, Formulas::kYes};
inline std::size_t world_of(AddressSource source) { return static_cast<std::size_t>(source); }

/// One way for connections to leave a list: a row and a target, or a run of
/// rows about names with one target.
struct RuleWay {
  int first = -1;  ///< rows; -1: what no row takes
  int last = -1;
  std::string_view target{};
  Worlds takes{};  ///< what leaves by it where no way before takes it

  bool left_over() const { return first < 0; }
};

/// Rows about names that follow each other with one target.
struct NameRun {
  int first = 0;
  int last = 0;
  const DomainSet* names = nullptr;  ///< owned by the table of atoms
};
/// Those of kMinRun rows or more: a row of a shorter one is better found again elsewhere.
std::vector<NameRun> name_runs(const std::vector<Rule>& rules, AtomTable& atoms);

inline constexpr std::size_t kMinRun = 8;

/// What `rules` of a profile does with connections, way by way in order; the last takes
/// what is left. Connections come to it from outside: not by a rematch.
class WayList {
 public:
  /// `runs`: rows that are one way together. The profile must outlive it.
  WayList(const Profile& profile, std::shared_ptr<ProofSpace> space, const std::vector<NameRun>& runs = {});

  const std::vector<RuleWay>& ways() const { return ways_; }
  const RuleWay& way(int index) const { return ways_[static_cast<std::size_t>(index)]; }
  int size() const { return static_cast<int>(ways_.size()); }
  const Profile& profile() const { return model_.profile(); }
  ListModel& model() { return model_; }

  /// The index of the walk says where a connection leaves.
  Answer answer(const Witness& witness) {
    return index_.answer(witness.query, witness.selections, {.rule_mode = true, .dns_view = false});
  }
  /// The way of an answer, or -1.
  int way_of(const Answer& answer) const;

  /// Ways before this one that were seen to take something that it would.
  std::vector<int>& cover(int way) { return covers_[way]; }

  /// Whether DNS was asked for a connection that leaves by it.
  Worlds asked(int way);

  /// Some target begins the walk again: then the way is not the end.
  bool has_rematch() const { return has_rematch_; }

 private:
  void add_row(int row);
  void add_run(const NameRun& run);

  ListModel model_;
  WalkIndex index_;
  std::vector<RuleWay> ways_;
  std::vector<int> first_way_;  ///< of each row
  std::unordered_map<int, std::vector<int>> covers_;
  bool has_rematch_ = false;
};

}  // namespace clashlint
