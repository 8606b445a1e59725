#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/automaton/list_model.h"
#include "analyzer/automaton/row_index.h"
#include "analyzer/automaton/stealers.h"
#include "analyzer/automaton/verdict.h"
#include "analyzer/automaton/witness.h"

namespace clashlint {

struct CoverSearch;
class NamesTally;

/// The verdicts on `rules` (no name), or on a sub-rule list taken by itself, as
/// a listener may use it. Names are judged as they go into the index, a tenth
/// of a microsecond an entry; what that leaves open is searched (`CoverSearch`).
/// Every witness that is given was replayed through the walk.
class ListJudge {
 public:
  /// The profile must outlive it.
  explicit ListJudge(const Profile& profile, std::string_view sub_rules = {});

  const std::vector<RowVerdict>& verdicts() const { return verdicts_; }
  const ListModel& model() const { return model_; }
  ListModel& model() { return model_; }
  RowIndex& index() { return index_; }

  /// A connection that the row wins; of rows that are `alive` or `dns`.
  std::optional<Witness> witness(int row);
  /// One that the row wins and of which something else holds, with what is missing
  /// taken as usual. Nothing also where looking for it would be too costly.
  std::optional<Witness> witness_with(int row, Formula also);
  /// Of a row that is `dns`: one of its names, with an address that gives it to `taken_by`.
  std::optional<Witness> stolen(int row);
  /// The same with a name of one's choice, if it is lost so; empty: any.
  struct Stolen {
    Witness witness{};
    bool local = false;  ///< only names of the local network have such addresses
  };
  std::optional<Stolen> stolen_name(int row, std::string_view name);

  /// Rows above that take all TCP of a row, of one that wins UDP only as they do
  /// not carry it; nothing where it wins TCP, or asks for UDP itself.
  std::optional<std::vector<int>> tcp_cover(int row);

  /// Whether these rows above take everything that a row takes, with what is
  /// missing taken as usual. False also where a proof would be too costly.
  bool is_cover(int row, const std::vector<int>& rows);

  /// Walks some names of a row that can never win: whatever is claimed of it is
  /// tried before it is shown.
  void try_dead(int row);

  /// Rows of which the walk said otherwise than the automaton: a fault of ours.
  const std::vector<int>& disagreements() const { return disagreements_; }

 private:
  void judge_row(int row);
  RowVerdict judge(int row, const NamesTally& tally);
  bool wins(const Example& example, int row);
  bool won_quickly(int row, const std::vector<NameEntry>& entries);
  bool won_by_address(int row);
  std::vector<std::string> keyword_names(int row) const;
  RowVerdict covered_names(int row, const NamesTally& tally);
  bool has_names_for(const std::map<std::vector<int>, NameEntry>& takers, int row);
  void note_unknown_nodes(RowDetails& details);
  RowVerdict searched(int row);
  RowVerdict confirmed_alive(const CoverSearch& search);
  RowVerdict never(const CoverSearch& search);
  RowVerdict depends(const CoverSearch& usual, const CoverSearch& any);
  void add_takers(const CoverSearch& search, RowDetails& details) const;
  void note_missing(const Example& example, RowDetails& details);
  void decide_dns(int row, RowVerdict& verdict);
  int asker_of(const Example& example, int row) const;
  bool looks_at_address(int row);
  std::optional<Example> won_example(int row);
  std::optional<Witness> confirmed(const Example& example, int row) const;
  bool is_won(const Example& example, int row) const;

  ListModel model_;
  RowIndex index_;
  Stealers stealers_;
  Example probe_;   ///< a plain connection whose name is changed
  bool has_hosts_;  ///< more than the localhost that is always there
  std::vector<RowVerdict> verdicts_;
  std::map<int, Example> won_;  ///< what a row was seen to win, where that is not quickly found again
  std::vector<int> disagreements_;
  std::int64_t walked_ = 0;  ///< rows, by the walks behind witnesses
  std::int64_t tried_ = 0;   ///< the same, by `try_dead`
};

/// A walk costs what its rows cost, and a list has as many walks as rows: behind
/// so many rows (some 10,000 witnesses) only every 64th witness is walked.
inline constexpr std::int64_t kMaxWalked = 50'000'000;
/// Behind so many rows nothing is tried any more (`try_dead`): in lists of ten
/// thousands the first hundred dead rows are.
inline constexpr std::int64_t kMaxTriedRows = 4'000'000;

}  // namespace clashlint
