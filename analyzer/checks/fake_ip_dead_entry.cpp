// Entries of fake-ip-filter that decide nothing.
#include <algorithm>
#include <unordered_set>

#include <fmt/format.h>

#include "analyzer/catalogue/catalogue.h"
#include "analyzer/check/pattern_language.h"
#include "analyzer/check/reporter.h"
#include "analyzer/check/row_edit.h"
#include "analyzer/dns/dead_patterns.h"
#include "analyzer/dns/filter_list.h"
#include "analyzer/dns/intake.h"
#include "analyzer/facts/judged_filter.h"
#include "analyzer/facts/rule_words.h"
#include "rules/base/strings.h"
#include "rules/base/written.h"

namespace clashlint {
namespace {

// --- Patterns: all of them hold at once, and one that another takes whole is there for nothing.

void report_dead(const FilterList& list, const std::vector<DeadPattern>& dead, Reporter& report) {
  if (dead.empty()) return;
  Finding& finding = report.add(
      dead.front().entry->node->span,
      dead.size() == 1 ? "this entry adds nothing: another takes its names already"
                       : fmt::format("{} entries add nothing: others take their names already", dead.size()));
  finding.primary.text = dead.front().why;
  for (std::size_t at = 1; at < dead.size(); ++at)
    finding.related.push_back({.span = dead[at].entry->node->span, .text = dead[at].why});
  const bool safe = std::ranges::all_of(dead, &DeadPattern::safe_to_delete);
  Fix fix{.title = dead.size() == 1 ? "delete it" : "delete them",
          .applicability = safe ? Applicability::safe : Applicability::unsafe,
          .edits = {}};
  for (const DeadPattern& each : dead) {
    std::optional<Edit> edit = list.remove(*each.entry);
    // Neighbours in one line would be cut twice.
    if (!edit || (!fix.edits.empty() && edit->span.begin < fix.edits.back().span.end)) return;
    fix.edits.push_back(std::move(*edit));
  }
  finding.fixes.push_back(std::move(fix));
}

void report_miswritten(const Facts& facts, const FilterEntry& entry, Reporter& report) {
  const auto& known = name_catalogue().miswritten;
  const auto found = std::ranges::find_if(
      known, [&](const MiswrittenEntry& each) { return ascii_iequals(each.entry, entry.text); });
  // What is no pattern of this language is told by its own check.
  if (found == known.end() || misread_pattern(entry.text, false)) return;
  const YamlNode& node = resolved(*entry.node);
  Finding& finding =
      report.add(node.span, fmt::format("\"{}\" does not do what it seems to: {}", entry.text, found->why));
  if (found->instead.empty()) return;
  finding.primary.text = fmt::format("did you mean \"{}\"?", found->instead);
  if (const auto place = written_place(facts.sources, node.span, node.text, node.text)) {
    finding.fixes.push_back({.title = fmt::format("write \"{}\"", found->instead),
                             .applicability = Applicability::unsafe,
                             .edits = {{.span = *place, .text = found->instead}}});
  }
}

// --- Rows: the first that takes a name decides.

std::string row_message(const Facts& facts, const std::vector<Rule>& rows, const Rule& row,
                        const DeadRow& dead) {
  const auto at = [&](int place) -> const Rule& { return rows[static_cast<std::size_t>(place)]; };
  const auto line = [&](int place) { return line_of(facts.sources, at(place)); };
  switch (dead.as) {
    case DeadAs::behind_match:
      return fmt::format("this row decides nothing: it stands behind {}",
                         last_words(facts.sources, at(dead.first)));
    case DeadAs::duplicate_keyword:
    case DeadAs::duplicate_rule:
      return fmt::format("this row decides nothing: line {} asks for the same", line(dead.first));
    case DeadAs::shadowed:
    case DeadAs::redundant:
      return dead.takers.size() == 1
                 ? fmt::format("this row decides nothing: line {} takes {}", line(dead.takers.front()),
                               asked_words(row))
                 : fmt::format("this row decides nothing: {} rows above it together take {}",
                               dead.takers.size(), asked_words(row));
    default:
      return "this row decides nothing: no name fits it";
  }
}

void report_row(const Facts& facts, const std::vector<Rule>& rows, std::size_t place, const DeadRow& dead,
                Reporter& report) {
  const Rule& row = rows[place];
  Finding& finding = report.add(row.span, row_message(facts, rows, row, dead));
  std::vector<int> takers = dead.takers;
  if (takers.empty() && dead.first >= 0) takers.push_back(dead.first);
  bool other = false;
  for (const int taker : takers) {
    const Rule& above = rows[static_cast<std::size_t>(taker)];
    other = other || above.target != row.target;
    finding.related.push_back(
        {.span = above.span,
         .text = fmt::format("takes {}, for {}", takers.size() == 1 ? "it" : "part of it", above.target)});
  }
  finding.primary.text = other ? fmt::format("so its names do not get {}", row.target) : "can be deleted";
  if (other) {
    finding.severity = Severity::warning;
    return;
  }
  if (std::optional<Edit> edit = delete_row(facts.sources, row))
    finding.fixes.push_back(
        {.title = "delete this row", .applicability = Applicability::safe, .edits = {std::move(*edit)}});
}

// --- The whole list

void report_unread(const Facts& facts, const FilterList& list, Reporter& report) {
  const YamlEntry mode = dns_entry(facts, "enhanced-mode");
  Finding& finding = report.add(
      list.key()->span, "the core does not read this list: names get fake addresses only in fake-ip mode");
  if (mode.value != nullptr)
    finding.related.push_back({.span = resolved(*mode.value).span, .text = "the mode"});
}

void run(const Facts& facts, Reporter& report) {
  const Dns& dns = facts.profile.dns;
  const FilterList list(facts);
  if (list.key() == nullptr) return;
  if (!dns.fake_ip) return report_unread(facts, list, report);
  if (dns.filter_mode == FakeIpFilterMode::rule) {
    if (facts.loaded.refused) return;
    const JudgedFilter judged(facts.profile);
    for (std::size_t row = 0; row < judged.rows().size(); ++row) {
      if (judged.dead()[row].as != DeadAs::alive)
        report_row(facts, judged.rows(), row, judged.dead()[row], report);
    }
    return;
  }
  const std::vector<DeadPattern> dead = dead_patterns(facts.profile, list);
  report_dead(list, dead, report);
  std::unordered_set<const FilterEntry*> told;
  for (const DeadPattern& each : dead) told.insert(each.entry);
  for (const FilterEntry& entry : list.entries()) {
    if (is_pattern(entry) && !told.contains(&entry)) report_miswritten(facts, entry, report);
  }
}

}  // namespace

extern constinit const Check fake_ip_dead_entry{
    .id = "fake-ip-dead-entry",
    .category = Category::dns,
    .summary = "an entry of fake-ip-filter decides nothing, or not what it seems to",
    .severity = Severity::info,
    .preset = Preset::strict,
    .run = run};

}  // namespace clashlint
