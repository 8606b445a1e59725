// A row that never wins, and all it asks for gets its target anyway.
#include <fmt/format.h>

#include "analyzer/check/facts.h"
#include "analyzer/check/reporter.h"
#include "analyzer/check/row_edit.h"
#include "analyzer/facts/rule_words.h"

namespace clashlint {
namespace {

std::string message(const Facts& facts, const JudgedLists::List& list, const Rule& rule,
                    const DeadRow& dead) {
  if (dead.takers.size() > 1)
    return fmt::format("{} adds nothing: {} rules above it together take it, for {}", condition_text(rule),
                       dead.takers.size(), rule.target);
  const Rule& taker = list.rule(dead.takers.front());
  return fmt::format("{} adds nothing: {} (line {}) takes it, for {} too", condition_text(rule),
                     condition_text(taker), line_of(facts.sources, taker), rule.target);
}

// Without it the same names would be asked of DNS at the same place.
bool asks_nothing(const JudgedLists::List& list, int row) {
  const ListModel& model = list.judge.model();
  return row + 1 >= list.size() || model.asked(row) == model.asked(row + 1);
}

void tell(const Facts& facts, const JudgedLists::List& list, int row, Reporter& report) {
  const Rule& rule = list.rule(row);
  const DeadRow& dead = list.dead[static_cast<std::size_t>(row)];
  list.judge.try_dead(row);
  Finding& finding = report.add(rule.span, message(facts, list, rule, dead));
  finding.primary.text = "can be deleted";
  for (const int taker : dead.takers) {
    const std::optional<TakingEntry> entry = taking_entry(list.rule(taker), rule);
    finding.related.push_back({.span = list.rule(taker).span,
                               .text = dead.takers.size() == 1 ? fmt::format("takes {}", asked_words(rule))
                                                               : std::string("takes part of it")});
    if (entry) finding.related.back().text += fmt::format("; its entry is {}", entry->text);
    if (entry && entry->place) finding.related.push_back({.span = *entry->place, .text = "the entry"});
  }
  if (dead.depends || dead.tcp_only) {
    finding.confidence = Confidence::depends;
    finding.primary.text = "can be deleted, but for UDP";
    finding.notes.emplace_back("as long as nodes that are not known here carry UDP");
    return;
  }
  const std::optional<Edit> edit = delete_row(facts.sources, rule);
  if (!edit) return;
  finding.fixes.push_back(
      {.title = "delete this rule",
       .applicability = asks_nothing(list, row) ? Applicability::safe : Applicability::unsafe,
       .edits = {*edit}});
}

void run(const Facts& facts, Reporter& report) {
  for (std::size_t at = 0; at < facts.lists.size(); ++at) {
    const JudgedLists::List list = facts.lists[at];
    for (int row = 0; row < list.size(); ++row) {
      const DeadRow& dead = list.dead[static_cast<std::size_t>(row)];
      if (dead.as == DeadAs::redundant && !dead.tcp_only) tell(facts, list, row, report);
    }
  }
}

}  // namespace

extern constinit const Check redundant_rule{
    .id = "redundant-rule",
    .category = Category::order,
    .summary = "a rule adds nothing: rules above it take everything it asks for, for the same target",
    .severity = Severity::info,
    .run = run};

}  // namespace clashlint
