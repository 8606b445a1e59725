#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "analyzer/automaton/list_judge.h"
#include "analyzer/facts/dead_row.h"
#include "analyzer/facts/layer_rows.h"
#include "rules/profile/load.h"

namespace clashlint {

/// `rules` and the sub-rule lists of a profile with their verdicts, each judged
/// when it is first asked for. Of a profile that the core refuses there are
/// none: what it would do is not known.
class JudgedLists {
 public:
  explicit JudgedLists(const LoadedProfile& loaded);
  JudgedLists(const JudgedLists&) = delete;
  JudgedLists& operator=(const JudgedLists&) = delete;

  struct List {
    std::string_view name{};  ///< of a sub-rule list; empty for `rules`
    const std::vector<Rule>& rules;
    ListJudge& judge;
    const std::vector<DeadRow>& dead;

    const Rule& rule(int row) const { return rules[static_cast<std::size_t>(row)]; }
    const RowVerdict& verdict(int row) const { return judge.verdicts()[static_cast<std::size_t>(row)]; }
    int size() const { return static_cast<int>(rules.size()); }
  };
  std::size_t size() const { return entries_.size(); }
  List operator[](std::size_t at);

 private:
  struct Entry {
    std::string_view name;
    const std::vector<Rule>* rules;
    std::unique_ptr<ListJudge> judge;
    std::vector<DeadRow> dead{};
  };
  const LoadedProfile& loaded_;
  const Profile& profile_ = *loaded_.profile;
  std::vector<Entry> entries_;
  std::optional<AddedRows> added_;  ///< looked up when a list is first judged
};

}  // namespace clashlint
