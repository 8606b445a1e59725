// A row that never wins, and what it asks for does not get its target.
#include <fmt/format.h>

#include "analyzer/check/facts.h"
#include "analyzer/check/reporter.h"
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
    finding.primary.text = fmt::format("so {} never gets {}", rule.target, dead_.tcp_only ? "its TCP" : "it");
    for (const int taker : dead_.takers) add_taker(finding, taker);
    if (dead_.other >= 0) add_taker(finding, dead_.other);
    add_notes(finding);
  }

 private:
  // Without the text of the row itself: rows that one rule takes are told in one.
  std::string message() const {
    const std::string what = dead_.tcp_only ? "this rule never wins TCP" : "this rule never wins";
    std::string takes =
        takers_.size() > 1
            ? fmt::format("{} together take all of it, for {}", lines_words(facts_.sources, takers_),
                          targets_words(takers_))
            : fmt::format("{} (line {}) takes all of it, for {}", condition_text(*takers_.front()),
                          line_of(facts_.sources, *takers_.front()), takers_.front()->target);
    if (dead_.other >= 0) {
      const Rule& other = list_.rule(dead_.other);
      takes += fmt::format(", but for what line {} takes before, for {}", line_of(facts_.sources, other),
                           other.target);
    }
    return fmt::format("{}: {}", what, takes);
  }

  void add_taker(Finding& finding, int taker) {
    const Rule& rule = list_.rule(row_);
    const bool all = takers_.size() == 1 && taker == dead_.takers.front();
    if (all) return labels_.add(finding, taker, rule, fmt::format("takes {}", asked_words(rule)));
    labels_.add(finding, taker, rule, fmt::format("takes part of it, for {}", list_.rule(taker).target));
  }

  void add_notes(Finding& finding) const {
    if (dead_.tcp_only && list_.name.empty())
      finding.notes.push_back(
          fmt::format("UDP still comes here where {} cannot carry it", takers_.front()->target));
    if (dead_.depends) {
      finding.confidence = Confidence::depends;
      finding.notes.push_back(unknown_nodes_words(list_.verdict(row_).detail()));
    }
    finding.notes.push_back(
        fmt::format("to let it win, move it above line {}", line_of(facts_.sources, first_other())));
  }

  const Rule& first_other() const {
    const std::string& own = list_.rule(row_).target;
    for (const Rule* taker : takers_) {
      if (taker->target != own) return *taker;
    }
    return list_.rule(dead_.other);
  }

  const Facts& facts_;
  const JudgedLists::List& list_;
  TakerLabels& labels_;
  int row_;
  const DeadRow& dead_;
  std::vector<const Rule*> takers_;
};

// A second row for the UDP of the first is written on purpose where it ends it,
// and so is a MATCH that ends what may be left.
bool closes_rest(const JudgedLists::List& list, int row) {
  const Rule& rule = list.rule(row);
  const bool net = list.dead[static_cast<std::size_t>(row)].tcp_only || rule.kind == RuleKind::match;
  return net && rule.target.starts_with("REJECT");
}

void run(const Facts& facts, Reporter& report) {
  for (std::size_t at = 0; at < facts.lists.size(); ++at) {
    const JudgedLists::List list = facts.lists[at];
    TakerLabels labels(facts.sources, list);
    for (int row = 0; row < list.size(); ++row) {
      if (list.dead[static_cast<std::size_t>(row)].as != DeadAs::shadowed || closes_rest(list, row)) continue;
      list.judge.try_dead(row);
      Story(facts, list, labels, row).tell(report);
    }
  }
}

}  // namespace

extern constinit const Check shadowed_rule{
    .id = "shadowed-rule",
    .category = Category::order,
    .summary = "a rule never wins: rules above it take everything it asks for, some for another target",
    .run = run};

}  // namespace clashlint
