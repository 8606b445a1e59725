#pragma once

#include <memory>
#include <vector>

#include "analyzer/automaton/list_judge.h"
#include "analyzer/facts/dead_row.h"

namespace clashlint {

/// The rows of `fake-ip-filter-mode: rule`, judged as rules are: the first that
/// takes a name decides. The profile must outlive it.
class JudgedFilter {
 public:
  explicit JudgedFilter(const Profile& profile);

  const std::vector<Rule>& rows() const { return rows_.rules; }
  const std::vector<DeadRow>& dead() const { return dead_; }

 private:
  Profile rows_;  ///< of nothing else, with the two actions for outbounds
  std::unique_ptr<ListJudge> judge_;
  std::vector<DeadRow> dead_;
};

}  // namespace clashlint
