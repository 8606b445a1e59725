// `no-resolve` where the name was resolved already.
#include <fmt/format.h>

#include "analyzer/check/facts.h"
#include "analyzer/check/reporter.h"
#include "analyzer/facts/rule_words.h"

namespace clashlint {
namespace {

bool says_no_resolve(const Rule& rule) {
  return rule.understood && rule.no_resolve && !rule.source &&
         rule.text.find("no-resolve") != std::string::npos;
}

// A list of names has no use for an address.
bool sees_addresses(const JudgedLists::List& list, int row) {
  ListModel& model = list.judge.model();
  return model.looks_at(model.row(AddressSource::answered, row).holds, Field::destination);
}

void run(const Facts& facts, Reporter& report) {
  for (std::size_t at = 0; at < facts.lists.size(); ++at) {
    const JudgedLists::List list = facts.lists[at];
    const int first_asked = list.judge.model().first_asked();
    Finding* finding = nullptr;
    for (int row = first_asked; row < list.size(); ++row) {
      const Rule& rule = list.rule(row);
      const bool alive = list.dead[static_cast<std::size_t>(row)].as == DeadAs::alive;
      if (!alive || !says_no_resolve(rule) || !sees_addresses(list, row)) continue;
      if (finding != nullptr) {
        finding->related.push_back({.span = rule.span, .text = "nor here"});
        continue;
      }
      const Rule& asker = list.rule(first_asked - 1);
      finding = &report.add(rule.span,
                            fmt::format("no-resolve has no effect here: {} (line {}) has resolved the name",
                                        condition_text(asker), line_of(facts.sources, asker)));
      finding->primary.text = "sees the address all the same";
      finding->related.push_back({.span = asker.span, .text = "resolves every name that gets here"});
    }
  }
}

}  // namespace

extern constinit const Check late_resolve{
    .id = "late-resolve",
    .category = Category::order,
    .summary = "no-resolve has no effect: a rule above has resolved the name already",
    .severity = Severity::info,
    .preset = Preset::strict,
    .run = run};

}  // namespace clashlint
