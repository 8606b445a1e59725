#include <unordered_set>

#include "analyzer/check/reporter.h"
#include "analyzer/check/usage.h"

namespace clashlint {
namespace {

void run(const Facts& facts, Reporter& report) {
  if (!usage_is_known(facts)) return;
  const std::unordered_set<const SubRuleList*> used = used_sub_rules(facts);
  for (const auto& list : facts.profile.sub_rules) {
    if (used.contains(list.get())) continue;
    Finding& finding = report.add(list->span, "no rule enters this sub-rule list");
    finding.primary.text = "never looked at";
    finding.notes.emplace_back("a list is entered by SUB-RULE,(condition),name");
  }
}

}  // namespace

extern constinit const Check unused_sub_rule{.id = "unused-sub-rule",
                                             .category = Category::providers,
                                             .summary = "no rule enters a sub-rule list",
                                             .run = run};

}  // namespace clashlint
