// The same condition twice.
#include <fmt/format.h>

#include "analyzer/check/facts.h"
#include "analyzer/check/reporter.h"
#include "analyzer/check/row_edit.h"
#include "analyzer/facts/rule_words.h"

namespace clashlint {
namespace {

// What is deleted never won: only a row that makes the core ask DNS leaves a gap.
void add_fix(const Facts& facts, const JudgedLists::List& list, int row, bool same_target, Finding& finding) {
  const std::optional<Edit> edit = delete_row(facts.sources, list.rule(row));
  if (!edit) return;
  const ListModel& model = list.judge.model();
  const bool asks = row + 1 < list.size() && model.asked(row) != model.asked(row + 1);
  if (asks)
    finding.notes.emplace_back("it makes names be looked up: without it that happens later, or not at all");
  finding.fixes.push_back(
      {.title = "delete this rule",
       .applicability = same_target && !asks ? Applicability::safe : Applicability::unsafe,
       .edits = {*edit}});
}

void tell(const Facts& facts, const JudgedLists::List& list, int row, Reporter& report) {
  const Rule& rule = list.rule(row);
  const DeadRow& dead = list.dead[static_cast<std::size_t>(row)];
  const Rule& first = list.rule(dead.first);
  const bool same_target = first.target == rule.target;
  list.judge.try_dead(row);
  const std::string line = line_of(facts.sources, first);
  Finding& finding = report.add(
      rule.span, same_target ? fmt::format("this rule stands twice: line {} has it already", line)
                             : fmt::format("this rule never wins: line {} has the same condition, for {}",
                                           line, first.target));
  finding.primary.text = same_target ? "adds nothing" : fmt::format("so {} never gets it", rule.target);
  finding.related.push_back({.span = first.span, .text = "first here"});
  if (dead.depends) {
    finding.confidence = Confidence::depends;
    finding.notes.push_back(unknown_nodes_words(list.verdict(row).detail()));
  } else {
    add_fix(facts, list, row, same_target, finding);
  }
}

void run(const Facts& facts, Reporter& report) {
  for (std::size_t at = 0; at < facts.lists.size(); ++at) {
    const JudgedLists::List list = facts.lists[at];
    for (int row = 0; row < list.size(); ++row) {
      const DeadRow& dead = list.dead[static_cast<std::size_t>(row)];
      // The second may be there for the UDP that the first one's target cannot carry.
      if (dead.as == DeadAs::duplicate_rule && !dead.tcp_only) tell(facts, list, row, report);
    }
  }
}

}  // namespace

extern constinit const Check duplicate_rule{.id = "duplicate-rule",
                                            .category = Category::order,
                                            .summary = "the same condition stands twice",
                                            .run = run};

}  // namespace clashlint
