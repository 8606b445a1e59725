// A list most of whose names go elsewhere before they get to it.
#include <map>

#include <fmt/format.h>

#include "analyzer/check/facts.h"
#include "analyzer/check/reporter.h"
#include "analyzer/facts/taker_labels.h"
#include "rules/base/strings.h"

namespace clashlint {
namespace {

/// An exception above a general list is how lists are meant to be used: only a
/// list that is left with next to nothing is told.
constexpr std::size_t kLeastPercent = 90;
constexpr std::size_t kLeastEntries = 5;

bool is_worth_telling(const EntriesTaken& entries) {
  return entries.total >= kLeastEntries && entries.elsewhere * 100 >= entries.total * kLeastPercent;
}

// What each row above takes in one label, and where it stands in the list.
void add_examples(const Facts& facts, const JudgedLists::List& list, const Rule& rule,
                  const EntriesTaken& entries, Finding& finding) {
  std::map<int, std::vector<std::string>> taken;
  for (const EntriesTaken::Example& example : entries.examples) taken[example.taker].push_back(example.entry);
  for (const auto& [taker, names] : taken) {
    const Rule& above = list.rule(taker);
    finding.related.push_back(
        {.span = above.span, .text = fmt::format("takes {}, for {}", join(names, ", "), above.target)});
  }
  const auto* use = std::get_if<RuleSetUse>(&rule.condition);
  if (use == nullptr || use->set == nullptr) return;
  for (const EntriesTaken::Example& example : entries.examples) {
    if (const std::optional<Span> span = entry_span(facts.sources, *use->set, example.place, example.entry))
      finding.related.push_back({.span = *span, .text = "taken above"});
  }
}

void run(const Facts& facts, Reporter& report) {
  for (std::size_t at = 0; at < facts.lists.size(); ++at) {
    const JudgedLists::List list = facts.lists[at];
    for (int row = 0; row < list.size(); ++row) {
      const EntriesTaken& entries = list.verdict(row).detail().entries;
      if (list.dead[static_cast<std::size_t>(row)].as != DeadAs::alive || !is_worth_telling(entries))
        continue;
      const Rule& rule = list.rule(row);
      const bool all = entries.elsewhere == entries.total;
      Finding& finding = report.add(
          rule.span, fmt::format("{} of the {} names of {} go to another target before they get here",
                                 all ? std::string("all") : std::to_string(entries.elsewhere), entries.total,
                                 rule.payload));
      finding.primary.text =
          fmt::format("{} gets {} of them", rule.target,
                      all ? std::string("none") : std::to_string(entries.total - entries.taken));
      if (all) finding.severity = Severity::warning;
      add_examples(facts, list, rule, entries, finding);
    }
  }
}

}  // namespace

extern constinit const Check shadowed_entries{
    .id = "shadowed-entries",
    .category = Category::order,
    .summary = "nearly all names of a list go to another target before they get to it",
    .severity = Severity::info,
    .run = run};

}  // namespace clashlint
