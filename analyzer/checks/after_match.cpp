// Rows behind a MATCH that takes everything.
#include <algorithm>

#include <fmt/format.h>

#include "analyzer/check/facts.h"
#include "analyzer/check/reporter.h"
#include "analyzer/check/row_edit.h"
#include "analyzer/facts/rule_words.h"

namespace clashlint {
namespace {

std::string message(const Facts& facts, const Rule& match, std::size_t count) {
  const std::string what = last_words(facts.sources, match);
  if (count == 1) return fmt::format("this rule never wins: it stands behind {}", what);
  return fmt::format("{} rules never win: they stand behind {}", count, what);
}

// What stands behind goes in front, but for another MATCH: that would only change places with the first.
std::optional<Fix> moved_above(const Facts& facts, const Rule& match,
                               const std::vector<const Rule*>& behind) {
  if (match.kind != RuleKind::match) return std::nullopt;
  std::vector<const Rule*> moved = behind;
  std::erase_if(moved, [](const Rule* rule) { return rule->kind == RuleKind::match; });
  if (moved.empty()) return std::nullopt;
  std::optional<std::vector<Edit>> edits = move_rows(facts.sources, moved, match);
  if (!edits) return std::nullopt;
  return Fix{.title = fmt::format("move {} above the MATCH", lines_words(facts.sources, moved)),
             .applicability = Applicability::unsafe,
             .edits = std::move(*edits)};
}

std::optional<Fix> deleted(const Facts& facts, const std::vector<const Rule*>& behind) {
  Fix fix{.title = fmt::format("delete {}", lines_words(facts.sources, behind)),
          .applicability = Applicability::safe,
          .edits = {}};
  for (const Rule* rule : behind) {
    std::optional<Edit> edit =
        rule->kind == RuleKind::match ? delete_row(facts.sources, *rule) : std::nullopt;
    if (!edit) return std::nullopt;
    fix.edits.push_back(std::move(*edit));
  }
  return fix;
}

void tell(const Facts& facts, const JudgedLists::List& list, const std::vector<int>& rows, Reporter& report) {
  const Rule& match = list.rule(list.dead[static_cast<std::size_t>(rows.front())].first);
  Finding& finding = report.add(list.rule(rows.front()).span, message(facts, match, rows.size()));
  finding.primary.text = "nothing gets here";
  finding.related.push_back({.span = match.span, .text = fmt::format("all goes to {} here", match.target)});
  std::vector<const Rule*> behind;
  for (const int row : rows) {
    behind.push_back(&list.rule(row));
    if (row != rows.front()) finding.related.push_back({.span = list.rule(row).span, .text = "nor here"});
  }
  std::optional<Fix> fix = moved_above(facts, match, behind);
  if (!fix) fix = deleted(facts, behind);
  if (fix) finding.fixes.push_back(std::move(*fix));
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
