// A list most of whose names go elsewhere before they get to it.
#include <fmt/format.h>

#include "analyzer/check/facts.h"
#include "analyzer/check/reporter.h"
#include "analyzer/facts/rule_words.h"

namespace clashlint {
namespace {

/// An exception above a general list is how lists are meant to be used: only a
/// list that is left with next to nothing is told.
constexpr std::size_t kLeastPercent = 90;
constexpr std::size_t kLeastEntries = 5;

bool is_worth_telling(const EntriesTaken& entries) {
  return entries.total >= kLeastEntries && entries.elsewhere * 100 >= entries.total * kLeastPercent;
}

void add_examples(const JudgedLists::List& list, const Rule& rule, const EntriesTaken& entries,
                  Finding& finding) {
  const auto* use = std::get_if<RuleSetUse>(&rule.condition);
  const bool in_file = use != nullptr && use->set != nullptr && use->set->file;
  for (const EntriesTaken::Example& example : entries.examples) {
    const Rule& taker = list.rule(example.taker);
    finding.related.push_back(
        {.span = taker.span, .text = fmt::format("takes {}, for {}", example.entry, taker.target)});
    if (!in_file) continue;
    const auto length = static_cast<std::uint32_t>(example.entry.size());
    finding.related.push_back(
        {.span = {.file = *use->set->file, .begin = example.place, .end = example.place + length},
         .text = "this entry"});
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
      add_examples(list, rule, entries, finding);
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
