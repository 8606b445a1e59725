// Lists of names are one searched structure to the core, and its search forgets
// a `*` that it passed when it ends inside another entry (`semantics.md` E.6b).
#include <algorithm>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "analyzer/check/list_entries.h"
#include "analyzer/check/list_story.h"
#include "analyzer/check/own_patterns.h"
#include "analyzer/check/reporter.h"
#include "analyzer/facts/lookup_misses.h"
#include "rules/base/written.h"

namespace clashlint {
namespace {

/// Misses of one list that are shown with their line.
constexpr std::size_t kMaxShown = 4;

/// Where an entry of the list is written; nothing in an MRS file.
using PlaceOf = std::function<std::optional<Span>(std::size_t entry)>;

/// What takes the same names and cannot be missed, and more: `+.a.com` for `*.a.com`. Empty: nothing.
std::string wider(std::string_view pattern) {
  const bool leading = pattern.starts_with("*.") && pattern.find('*', 1) == std::string_view::npos;
  return leading ? "+" + std::string(pattern.substr(1)) : std::string();
}

class ListReport {
 public:
  ListReport(const Facts& facts, const DomainSet& set, Span list, PlaceOf place)
      : facts_(facts), set_(set), list_(list), place_(std::move(place)) {}

  void run(Reporter& report) const {
    const std::vector<LookupMiss> misses = lookup_misses(set_);
    if (misses.empty()) return;
    const LookupMiss& first = misses.front();
    const std::string pattern = pattern_of(first.entry);
    Finding& finding = report.add(
        place_(first.entry).value_or(list_),
        fmt::format("the core does not find {} in this list, in spite of \"{}\"", first.name, pattern));
    finding.primary.text = fmt::format("should take {}", first.name);
    if (first.blocker) add_blocker(*first.blocker, finding);
    for (std::size_t at = 1; at < std::min(misses.size(), kMaxShown); ++at) {
      if (const std::optional<Span> place = place_(misses[at].entry))
        finding.related.push_back({.span = *place, .text = fmt::format("should take {}", misses[at].name)});
    }
    if (misses.size() > kMaxShown)
      finding.notes.push_back(fmt::format("{} more entries miss a name", misses.size() - kMaxShown));
    const std::string meant = wider(pattern);
    finding.notes.push_back(meant.empty()
                                ? "add the name itself to the list"
                                : fmt::format("\"{}\" cannot be missed, or add the name itself", meant));
    add_fix(misses, finding);
  }

 private:
  std::string pattern_of(std::size_t entry) const { return shown_entry(set_.entries()[entry]); }

  void add_blocker(std::size_t entry, Finding& finding) const {
    if (const std::optional<Span> place = place_(entry)) {
      finding.related.push_back({.span = *place, .text = "the search ends in this entry"});
    } else {
      finding.notes.push_back(fmt::format("the search ends in \"{}\"", pattern_of(entry)));
    }
  }

  void add_fix(const std::vector<LookupMiss>& misses, Finding& finding) const {
    Fix fix{.title = "write \"+.\" for \"*.\"", .applicability = Applicability::unsafe, .edits = {}};
    for (const LookupMiss& miss : misses) {
      const std::string pattern = pattern_of(miss.entry);
      const std::string meant = wider(pattern);
      const std::optional<Span> place = place_(miss.entry);
      if (meant.empty() || !place || place->file != facts_.loaded.file) continue;
      if (auto written = written_place(facts_.sources, *place, pattern, pattern))
        fix.edits.push_back({.span = *written, .text = meant});
    }
    if (!fix.edits.empty()) finding.fixes.push_back(std::move(fix));
  }

  const Facts& facts_;
  const DomainSet& set_;
  Span list_;
  PlaceOf place_;
};

void check_rule_sets(const Facts& facts, Reporter& report) {
  std::set<std::tuple<std::string_view, std::string_view>> seen;  // one file may be several lists
  for (const auto& set : facts.profile.rule_sets) {
    if (!set->domains.may_miss() || list_story(facts, *set).fault == ListFault::wrong_behavior) continue;
    if (set->size && !seen.emplace(set->path, set->format).second) continue;
    const PlaceOf place = [&](std::size_t entry) { return written_entry(facts, *set, entry).place; };
    ListReport(facts, set->domains, set->span, place).run(report);
  }
}

/// The lists of the profile itself that are searched in the same way.
bool is_searched(PatternHome home) {
  return home == PatternHome::fake_ip_filter || home == PatternHome::sniffer ||
         home == PatternHome::fallback_filter;
}

void check_own_lists(const Facts& facts, Reporter& report) {
  std::vector<std::vector<OwnPattern>> lists;
  std::unordered_map<const YamlNode*, std::size_t> known;
  visit_own_patterns(facts, [&](const OwnPattern& pattern) {
    if (!is_searched(pattern.home)) return;
    const auto [place, fresh] = known.try_emplace(pattern.list, lists.size());
    if (fresh) lists.emplace_back();
    lists[place->second].push_back(pattern);
  });
  for (const std::vector<OwnPattern>& list : lists) {
    std::vector<std::string> texts;
    for (const OwnPattern& pattern : list) texts.emplace_back(pattern.text);
    const PlaceOf place = [&](std::size_t entry) { return std::optional(pattern_place(facts, list[entry])); };
    ListReport(facts, DomainSet::build(texts), list.front().span, place).run(report);
  }
}

void run(const Facts& facts, Reporter& report) {
  check_rule_sets(facts, report);
  check_own_lists(facts, report);
}

}  // namespace

extern constinit const Check set_lookup_miss{
    .id = "set-lookup-miss",
    .category = Category::providers,
    .summary = "a name that an entry of a list stands for is not found by the core's search",
    .run = run};

}  // namespace clashlint
