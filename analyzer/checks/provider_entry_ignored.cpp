// One finding for each reason and list, however many entries there are.
#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "analyzer/check/definitions.h"
#include "analyzer/check/entry_fault.h"
#include "analyzer/check/list_entries.h"
#include "analyzer/check/list_story.h"
#include "analyzer/check/reporter.h"
#include "rules/base/strings.h"

namespace clashlint {
namespace {

/// Entries of one reason that are shown with their line.
constexpr std::size_t kMaxShown = 4;
/// Different words, such as unknown types, that are named.
constexpr std::size_t kMaxNamed = 5;
constexpr std::size_t kLongestWord = 20;

/// Entries of one list that are lost for one reason.
struct Lost {
  EntryFault why;
  std::size_t count = 0;
  std::vector<Label> first;
  Span last;
  std::vector<std::string> details;  ///< the different ones
};

class LostOfList {
 public:
  LostOfList(const Facts& facts, const RuleSet& set) : facts_(facts), set_(set) {}

  void gather() {
    for (const LostEntry& lost : set_.lost.entries) {
      if (auto why = fault_of_lost(facts_, set_, lost)) add(*std::move(why), lost.span);
    }
    for (const std::uint32_t at : set_.odd) {
      auto why = fault_of_odd(facts_, set_, at);
      const std::optional<Span> place = why ? written_entry(facts_, set_, at).place : std::nullopt;
      if (place) add(*std::move(why), *place);
    }
  }

  void report(Reporter& report) const {
    for (const Lost& lost : all_) report_one(lost, report);
  }

 private:
  // As many as there are kinds of reasons, so few.
  void add(EntryFault why, Span place) {
    const auto same = std::ranges::find_if(
        all_, [&](const Lost& each) { return each.why.end == why.end && each.why.reason == why.reason; });
    Lost& lost = same == all_.end() ? all_.emplace_back() : *same;
    ++lost.count;
    lost.last = place;
    note_detail(why.detail, lost.details);
    if (lost.first.size() < kMaxShown) lost.first.push_back({.span = place, .text = why.detail});
    if (lost.count == 1) lost.why = std::move(why);
  }

  static void note_detail(const std::string& detail, std::vector<std::string>& known) {
    const bool word = !detail.empty() && detail.size() <= kLongestWord;
    if (word && known.size() < kMaxNamed && std::ranges::find(known, detail) == known.end())
      known.push_back(detail);
  }

  static std::string message(const Lost& lost) {
    const std::string& reason = lost.why.reason;
    switch (lost.why.end) {
      case EntryEnd::dropped:
        return lost.count == 1 ? fmt::format("the core drops this entry: {}", reason)
                               : fmt::format("the core drops {} entries: {}", lost.count, reason);
      case EntryEnd::dead:
        return lost.count == 1 ? fmt::format("this entry takes nothing: {}", reason)
                               : fmt::format("{} entries take nothing: {}", lost.count, reason);
      case EntryEnd::misread:
        return reason;
    }
    return reason;
  }

  void report_one(const Lost& lost, Reporter& report) const {
    Finding& finding = report.add(lost.first.front().span, message(lost));
    if (lost.why.harmless) finding.severity = Severity::info;
    finding.primary.text = lost.first.front().text;
    for (std::size_t at = 1; at < lost.first.size(); ++at) {
      Label label = lost.first[at];
      if (label.text.empty()) label.text = "this too";
      finding.related.push_back(std::move(label));
    }
    if (set_.file) finding.related.push_back({.span = set_.span, .text = "the list"});
    if (!lost.why.note.empty()) finding.notes.push_back(lost.why.note);
    if (lost.count > lost.first.size()) {
      finding.notes.push_back(rest(lost));
      if (lost.details.size() > 1)
        finding.notes.push_back(fmt::format("among them {}", join(lost.details, ", ")));
    }
    finding.core_message = lost.why.core_message;
  }

  std::string rest(const Lost& lost) const {
    return fmt::format("{} more, the last in line {}", lost.count - lost.first.size(),
                       facts_.sources.position(lost.last).line);
  }

  const Facts& facts_;
  const RuleSet& set_;
  std::vector<Lost> all_;
};

/// A download is cut there, in the middle of a line or not.
void check_limit(const RuleSetDefinition& definition, Reporter& report) {
  const RuleSet& set = definition.set;
  const std::int64_t limit = definition.fields.integer("size-limit").value_or(0);
  if (set.type != "http" || limit <= 0 || !set.size || *set.size < static_cast<std::size_t>(limit)) return;
  const bool cut = *set.size == static_cast<std::size_t>(limit);
  Finding& finding = report.add(field_place(definition, "size-limit"),
                                cut ? "this list was cut: the core downloads no more of it"
                                    : "the next download of this list is cut: the core takes no more of it");
  finding.primary.text = fmt::format("{} bytes, and the file here has {}", limit, *set.size);
  if (!cut) finding.confidence = Confidence::depends;
  if (set.file) {
    const auto at = static_cast<std::uint32_t>(limit) - (cut ? 1U : 0U);
    finding.related.push_back({.span = {.file = *set.file, .begin = at, .end = at + 1},
                               .text = cut ? "the end" : "nothing from here on"});
  } else {
    finding.notes.emplace_back("an MRS file that is cut cannot be read at all");
  }
}

void run(const Facts& facts, Reporter& report) {
  // One file may be the list of several providers.
  std::set<std::tuple<std::string_view, ProviderBehavior, std::string_view>> seen;
  for (const auto& set : facts.profile.rule_sets) {
    if (set->lost.entries.empty() && set->odd.empty()) continue;
    if (set->file && !seen.emplace(set->path, set->behavior, set->format).second) continue;
    if (!tells_of_entries(*set, list_story(facts, *set))) continue;
    LostOfList lost(facts, *set);
    lost.gather();
    lost.report(report);
  }
  for (const RuleSetDefinition& definition : rule_set_definitions(facts)) check_limit(definition, report);
}

}  // namespace

extern constinit const Check provider_entry_ignored{
    .id = "provider-entry-ignored",
    .category = Category::providers,
    .summary = "the core drops entries of a list, or reads them as something that no connection is like",
    .run = run};

}  // namespace clashlint
