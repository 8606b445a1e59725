// A row whose own condition never holds.
#include <algorithm>

#include <fmt/format.h>

#include "analyzer/check/facts.h"
#include "analyzer/check/list_story.h"
#include "analyzer/check/reporter.h"
#include "analyzer/facts/impossible_words.h"
#include "analyzer/facts/rule_words.h"

namespace clashlint {
namespace {

void run(const Facts& facts, Reporter& report) {
  for (std::size_t at = 0; at < facts.lists.size(); ++at) {
    const JudgedLists::List list = facts.lists[at];
    for (int row = 0; row < list.size(); ++row) {
      if (list.dead[static_cast<std::size_t>(row)].as != DeadAs::impossible) continue;
      const Rule& rule = list.rule(row);
      if (is_told_of(facts, rule)) continue;
      const ImpossibleWords words = impossible_words(facts.profile, rule);
      Finding& finding =
          report.add(rule.span, fmt::format("{} can never match: {}", condition_text(rule), words.reason));
      if (words.by_data) finding.confidence = Confidence::depends;
      finding.primary.text =
          words.advice.empty() ? fmt::format("so {} gets nothing", rule.target) : words.advice;
    }
  }
}

}  // namespace

extern constinit const Check impossible_rule{.id = "impossible-rule",
                                             .category = Category::order,
                                             .summary = "the condition of a rule can never hold",
                                             .run = run};

}  // namespace clashlint
