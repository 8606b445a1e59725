// Rows behind a MATCH that takes everything.
#include <fmt/format.h>

#include "analyzer/check/facts.h"
#include "analyzer/check/reporter.h"
#include "analyzer/check/row_edit.h"
#include "analyzer/facts/rule_words.h"

namespace clashlint {
namespace {

std::string message(const Facts& facts, const Rule& match, std::size_t count) {
  const std::string line = line_of(facts.sources, match);
  if (count == 1) return fmt::format("this rule never wins: it stands behind the MATCH of line {}", line);
  return fmt::format("{} rules never win: they stand behind the MATCH of line {}", count, line);
}

void tell(const Facts& facts, const JudgedLists::List& list, const std::vector<int>& rows, Reporter& report) {
  const Rule& match = list.rule(list.dead[static_cast<std::size_t>(rows.front())].first);
  Finding& finding = report.add(list.rule(rows.front()).span, message(facts, match, rows.size()));
  finding.primary.text = "nothing gets here";
  finding.related.push_back(
      {.span = match.span, .text = fmt::format("takes everything, for {}", match.target)});
  std::vector<const Rule*> behind;
  for (const int row : rows) {
    behind.push_back(&list.rule(row));
    if (row != rows.front()) finding.related.push_back({.span = list.rule(row).span, .text = "nor here"});
  }
  if (std::optional<std::vector<Edit>> moved = move_rows(facts.sources, behind, match)) {
    finding.fixes.push_back(
        {.title = fmt::format("move {} above the MATCH", rows.size() == 1 ? "it" : "them"),
         .applicability = Applicability::unsafe,
         .edits = std::move(*moved)});
  }
}

void run(const Facts& facts, Reporter& report) {
  for (std::size_t at = 0; at < facts.lists.size(); ++at) {
    const JudgedLists::List list = facts.lists[at];
    std::vector<int> rows;
    for (int row = 0; row < list.size(); ++row) {
      const DeadRow& dead = list.dead[static_cast<std::size_t>(row)];
      if (dead.as == DeadAs::behind_match && !dead.tcp_only) rows.push_back(row);
    }
    if (!rows.empty()) tell(facts, list, rows, report);
  }
}

}  // namespace

extern constinit const Check after_match{.id = "after-match",
                                         .category = Category::order,
                                         .summary = "rules stand behind a MATCH that takes everything",
                                         .run = run};

}  // namespace clashlint
