// A row that wins, and without which nothing would change.
#include "analyzer/facts/no_effect.h"

#include <algorithm>

#include <fmt/format.h>

#include "analyzer/check/facts.h"
#include "analyzer/check/reporter.h"
#include "analyzer/check/row_edit.h"
#include "analyzer/facts/rule_words.h"

namespace clashlint {
namespace {

// Without the text of the row itself: rows that one rule makes needless are told in one.
std::string message(const Facts& facts, const Rule& rule, const std::vector<const Rule*>& instead) {
  if (instead.empty())
    return fmt::format("this rule changes nothing: {} lets everything go on to the next", rule.target);
  if (instead.size() > 1)
    return fmt::format("this rule changes nothing: {} take all of it, for {} too",
                       lines_words(facts.sources, instead), rule.target);
  return fmt::format("this rule changes nothing: {} (line {}) takes all of it, for {} too",
                     condition_text(*instead.front()), line_of(facts.sources, *instead.front()), rule.target);
}

void tell(const Facts& facts, const JudgedLists::List& list, const NoEffect& effect, Reporter& report) {
  const Rule& rule = list.rule(effect.row);
  std::vector<const Rule*> instead;
  for (const int row : effect.instead) instead.push_back(&list.rule(row));
  Finding& finding = report.add(rule.span, message(facts, rule, instead));
  finding.primary.text = "without it all goes the same way";
  for (const Rule* below : instead)
    finding.related.push_back(
        {.span = below->span,
         .text = instead.size() == 1 ? fmt::format("takes {}", asked_words(rule)) : "takes part of it"});
  const std::optional<Edit> edit = delete_row(facts.sources, rule);
  if (!edit) return;
  const bool changing = std::ranges::any_of(instead, [](const Rule* below) { return may_change(*below); });
  finding.fixes.push_back({.title = "delete this rule",
                           .applicability = changing ? Applicability::unsafe : Applicability::safe,
                           .edits = {*edit}});
}

void run(const Facts& facts, Reporter& report) {
  for (std::size_t at = 0; at < facts.lists.size(); ++at) {
    const JudgedLists::List list = facts.lists[at];
    for (const NoEffect& effect : find_no_effect(list)) tell(facts, list, effect, report);
  }
}

}  // namespace

extern constinit const Check no_effect{
    .id = "no-effect",
    .category = Category::order,
    .summary = "without a rule all would go the same way: a rule below takes the same for the same target",
    .severity = Severity::info,
    .preset = Preset::strict,
    .run = run};

}  // namespace clashlint
