// A row that never wins, and rows with its target take all it asks for.
#include <algorithm>

#include <fmt/format.h>

#include "analyzer/check/facts.h"
#include "analyzer/check/reporter.h"
#include "analyzer/check/row_edit.h"
#include "analyzer/facts/rule_words.h"
#include "analyzer/facts/taker_labels.h"

namespace clashlint {
namespace {

class Story {
 public:
  Story(const Facts& facts, const JudgedLists::List& list, TakerLabels& labels, int row)
      : facts_(facts),
        list_(list),
        labels_(labels),
        row_(row),
        dead_(list.dead[static_cast<std::size_t>(row)]) {
    for (const int taker : dead_.takers) takers_.push_back(&list.rule(taker));
  }

  void tell(Reporter& report) {
    const Rule& rule = list_.rule(row_);
    Finding& finding = report.add(rule.span, message());
    finding.primary.text = "nothing is left for it";
    for (const int taker : dead_.takers)
      labels_.add(finding, taker, rule,
                  takers_.size() == 1 ? fmt::format("takes {}", asked_words(rule)) : "takes part of it");
    if (dead_.other >= 0)
      labels_.add(finding, dead_.other, rule,
                  fmt::format("takes part of it before, for {}", list_.rule(dead_.other).target));
    add_fix(finding);
  }

 private:
  // Without the text of the row itself: rows that one rule takes are told in one.
  std::string message() const {
    const std::string& target = list_.rule(row_).target;
    if (takers_.size() > 1)
      return fmt::format("this rule adds nothing: {} together take all of it, for {} too",
                         lines_words(facts_.sources, takers_), target);
    return fmt::format("this rule adds nothing: {} (line {}) takes all of it, for {} too",
                       condition_text(*takers_.front()), line_of(facts_.sources, *takers_.front()), target);
  }

  // Without it the same names would be asked of DNS at the same place.
  bool asks_nothing() const {
    const ListModel& model = list_.judge.model();
    return row_ + 1 >= list_.size() || model.asked(row_) == model.asked(row_ + 1);
  }

  void add_fix(Finding& finding) const {
    const std::optional<Edit> edit = delete_row(facts_.sources, list_.rule(row_));
    if (!edit) return;
    const auto changing = std::ranges::find_if(takers_, [](const Rule* taker) { return may_change(*taker); });
    if (changing != takers_.end())
      finding.notes.push_back(fmt::format("as long as {} holds it: that list is downloaded, and may change",
                                          (*changing)->payload));
    if (!asks_nothing())
      finding.notes.emplace_back("it makes names be looked up: without it that happens later, or not at all");
    const bool safe = asks_nothing() && changing == takers_.end();
    finding.fixes.push_back({.title = "delete this rule",
                             .applicability = safe ? Applicability::safe : Applicability::unsafe,
                             .edits = {*edit}});
  }

  const Facts& facts_;
  const JudgedLists::List& list_;
  TakerLabels& labels_;
  int row_;
  const DeadRow& dead_;
  std::vector<const Rule*> takers_;
};

void run(const Facts& facts, Reporter& report) {
  for (std::size_t at = 0; at < facts.lists.size(); ++at) {
    const JudgedLists::List list = facts.lists[at];
    TakerLabels labels(facts.sources, list);
    for (int row = 0; row < list.size(); ++row) {
      const DeadRow& dead = list.dead[static_cast<std::size_t>(row)];
      if (dead.as != DeadAs::redundant || dead.tcp_only || dead.depends) continue;
      list.judge.try_dead(row);
      Story(facts, list, labels, row).tell(report);
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
