#pragma once

#include <vector>

#include "analyzer/automaton/list_judge.h"
#include "analyzer/facts/dead_row.h"

namespace clashlint {

/// Of each row of a list. Linear, but for what the judge does.
std::vector<DeadRow> find_dead_rows(const std::vector<Rule>& rules, ListJudge& judge);

}  // namespace clashlint
