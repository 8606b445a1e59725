// What no rule takes goes DIRECT, and nothing says so.
#include <fmt/format.h>

#include "analyzer/automaton/text_candidates.h"
#include "analyzer/check/facts.h"
#include "analyzer/check/reporter.h"
#include "analyzer/check/row_edit.h"

namespace clashlint {
namespace {

// A name of nobody in particular that no rule takes over TCP.
std::optional<std::string> left_over(ListJudge& judge) {
  for (const std::string& name : likely_names({})) {
    const Example example = plain_example(name, AddressSource::failed);
    if (judge.index().first_taker(example, judge.model().size()) < 0) return name;
  }
  return std::nullopt;
}

void run(const Facts& facts, Reporter& report) {
  if (facts.lists.size() == 0 || facts.profile.rules.empty() || facts.profile.mode != TunnelMode::rule)
    return;
  const JudgedLists::List list = facts.lists[0];
  const std::optional<std::string> name = left_over(list.judge);
  if (!name) return;
  const Rule& last = list.rules.back();
  Finding& finding =
      report.add(last.span, fmt::format("what no rule takes goes DIRECT without a word, such as {}", *name));
  finding.primary.text = "the last rule is no MATCH";
  if (const std::optional<Edit> edit = add_rows(facts.sources, last.span, Beside::below, {"MATCH,DIRECT"})) {
    finding.fixes.push_back({.title = "say it: add MATCH,DIRECT behind it",
                             .applicability = Applicability::safe,
                             .edits = {*edit}});
  }
}

}  // namespace

extern constinit const Check no_match_rule{.id = "no-match-rule",
                                           .category = Category::order,
                                           .summary = "there is no MATCH: what no rule takes goes DIRECT",
                                           .severity = Severity::info,
                                           .run = run};

}  // namespace clashlint
