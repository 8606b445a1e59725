// A row that never wins, and would have sent at least some of its traffic elsewhere.
#include <fmt/format.h>

#include "analyzer/check/facts.h"
#include "analyzer/check/reporter.h"
#include "analyzer/facts/rule_words.h"

namespace clashlint {
namespace {

class Story {
 public:
  Story(const Facts& facts, const JudgedLists::List& list, int row)
      : facts_(facts), list_(list), row_(row), dead_(list.dead[static_cast<std::size_t>(row)]) {}

  void tell(Reporter& report) {
    const Rule& rule = list_.rule(row_);
    Finding& finding = report.add(rule.span, message());
    finding.primary.text =
        dead_.other >= 0 ? "adds nothing"
                         : fmt::format("so {} never gets {}", rule.target, dead_.tcp_only ? "its TCP" : "it");
    for (const int taker : dead_.takers) add_taker(finding, list_.rule(taker), dead_.takers.size() == 1);
    if (dead_.other >= 0) add_taker(finding, list_.rule(dead_.other), false);
    add_notes(finding);
  }

 private:
  std::string message() const {
    const Rule& rule = list_.rule(row_);
    const std::string what = condition_text(rule) + (dead_.tcp_only ? " never wins TCP" : " never wins");
    if (dead_.takers.size() > 1)
      return fmt::format("{}: {} rules above it together take {}", what, dead_.takers.size(),
                         asked_words(rule));
    const Rule& taker = list_.rule(dead_.takers.front());
    std::string text = fmt::format("{}: {} (line {}) takes {}, for {}", what, condition_text(taker),
                                   line_of(facts_.sources, taker), asked_words(rule), taker.target);
    if (dead_.other >= 0) text += fmt::format("; part of it goes {} before", list_.rule(dead_.other).target);
    return text;
  }

  void add_taker(Finding& finding, const Rule& taker, bool all) const {
    const Rule& rule = list_.rule(row_);
    const std::optional<TakingEntry> entry = taking_entry(taker, rule);
    std::string text = all ? fmt::format("takes {}", asked_words(rule)) : "takes part of it";
    if (taker.target != rule.target) text += fmt::format(", for {}", taker.target);
    if (entry) text += fmt::format("; its entry is {}", entry->text);
    finding.related.push_back({.span = taker.span, .text = std::move(text)});
    if (entry && entry->place) finding.related.push_back({.span = *entry->place, .text = "the entry"});
  }

  void add_notes(Finding& finding) const {
    const Rule& first = list_.rule(dead_.takers.front());
    if (dead_.tcp_only)
      finding.notes.push_back(fmt::format("UDP still comes here where {} cannot carry it", first.target));
    if (dead_.depends) {
      finding.confidence = Confidence::depends;
      finding.notes.emplace_back("as long as nodes that are not known here carry UDP");
    }
    if (dead_.other < 0)
      finding.notes.push_back(
          fmt::format("to let it win, move it above line {}", line_of(facts_.sources, first)));
  }

  const Facts& facts_;
  const JudgedLists::List& list_;
  int row_;
  const DeadRow& dead_;
};

// A second row for the UDP of the first is written on purpose where it ends it.
bool closes_udp(const JudgedLists::List& list, int row) {
  return list.dead[static_cast<std::size_t>(row)].tcp_only && list.rule(row).target.starts_with("REJECT");
}

void run(const Facts& facts, Reporter& report) {
  for (std::size_t at = 0; at < facts.lists.size(); ++at) {
    const JudgedLists::List list = facts.lists[at];
    for (int row = 0; row < list.size(); ++row) {
      if (list.dead[static_cast<std::size_t>(row)].as != DeadAs::shadowed || closes_udp(list, row)) continue;
      list.judge.try_dead(row);
      Story(facts, list, row).tell(report);
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
