#include "cli/render/row_words.h"

#include <algorithm>

#include "analyzer/facts/connection_text.h"
#include "analyzer/match/chain.h"
#include "cli/render/printable.h"
#include "rules/base/strings.h"
#include "rules/value/text.h"

namespace clashlint {
namespace {

constexpr std::size_t kMostLines = 6;

}  // namespace

// The profile is the first file of a run.
std::string RowWords::line_of(const Rule& rule) const {
  const std::string line = std::to_string(judged_.sources.position(rule.span).line);
  return rule.span.file == 0 ? line : printable(judged_.sources[rule.span.file].name()) + ":" + line;
}

std::string RowWords::lines_of(const std::vector<int>& rows) const {
  std::vector<std::string> lines;
  for (const int row : rows) {
    if (lines.size() == kMostLines && !in_full_) break;
    lines.push_back(line_of(rule_at(row)));
  }
  const std::size_t more = rows.size() - lines.size();
  return std::string(rows.size() == 1 ? "line " : "lines ") + join(lines, ", ") +
         (more == 0 ? "" : " and " + std::to_string(more) + " more");
}

std::string RowWords::takes(int row) const {
  const Verdict verdict = list_.verdict(static_cast<std::size_t>(row)).verdict;
  if (verdict == Verdict::never) return paint_.error("never") + ": " + reason(row);
  if (verdict == Verdict::unknown) return paint_.alert("?") + " " + reason(row);
  return reason(row);
}

std::string RowWords::reason(int row) const {
  const RowVerdict& verdict = list_.verdict(static_cast<std::size_t>(row));
  switch (verdict.verdict) {
    case Verdict::alive:
      return alive(row);
    case Verdict::dns:
      return by_dns(row);
    case Verdict::never:
      return never(row);
    case Verdict::unknown:
      return unknown(verdict.detail());
  }
  return {};
}

std::string RowWords::alive(int row) const {
  const Rule& rule = rule_at(row);
  if (rule.kind == RuleKind::match) return everything_else(rule);
  const std::optional<Witness> witness = list_.judge->witness(row);
  std::string text = witness ? "e.g. " + printable(connection_text(*witness)) : "something";
  return text + entries_part(row);
}

// UDP goes on where the target has none.
std::string RowWords::everything_else(const Rule& rule) const {
  const auto target = judged_.profile.by_name.find(rule.target);
  if (target == judged_.profile.by_name.end()) return "everything else";
  if (follow(judged_.profile, *target->second, {}).udp) return "everything else";
  const bool last = &rule == &list_.rules.back() && list_.name.empty();
  return std::string("everything else over TCP · UDP goes on") + (last ? " to DIRECT" : "");
}

std::string RowWords::entries_part(int row) const {
  const EntriesTaken& entries = list_.verdict(static_cast<std::size_t>(row)).detail().entries;
  if (entries.elsewhere == 0) return {};
  std::string text = " · " + std::to_string(entries.elsewhere) + " of " + std::to_string(entries.total) +
                     " names go elsewhere before";
  const EntriesTaken::Example& example = entries.examples.front();
  return text + ", such as " + printable(example.entry) + " (" + lines_of({example.taker}) + ")";
}

std::string RowWords::by_dns(int row) const {
  const RowVerdict& verdict = list_.verdict(static_cast<std::size_t>(row));
  const std::optional<Witness> own = list_.judge->witness(row);
  const std::optional<Witness> stolen = list_.judge->stolen(row);
  std::string text = own ? "e.g. " + printable(connection_text(*own)) : "some names";
  text += " · unless its address is " + address_words(verdict.taken_by, stolen) + " (" +
          lines_of({verdict.taken_by}) + ", for " + printable(target_of(verdict.taken_by)) + ")";
  return text + entries_part(row);
}

// What of an address gives it to a row, in the row's own words.
std::string RowWords::address_words(int taker, const std::optional<Witness>& stolen) const {
  const Rule& rule = rule_at(taker);
  if (rule.kind == RuleKind::geoip)
    return "in " + printable(rule.payload.empty() ? "" : ascii_upper(rule.payload));
  if (rule.kind == RuleKind::ip_cidr || rule.kind == RuleKind::ip_cidr6)
    return "in " + printable(rule.payload);
  if (rule.kind == RuleKind::rule_set) return "in " + printable(rule.payload);
  if (stolen && stolen->query.dns) return "such as " + to_string(*stolen->query.dns);
  return "one that line " + line_of(rule) + " takes";
}

std::string RowWords::never(int row) const {
  const RowVerdict& verdict = list_.verdict(static_cast<std::size_t>(row));
  const RowDetails& details = verdict.detail();
  list_.judge->try_dead(row);
  if (verdict.lets_pass) return "its target lets every connection go on";
  if (verdict.impossible) return "no connection is like that";
  std::vector<std::string> others;
  for (const int cover : details.covered_by) {
    const std::string& target = target_of(cover);
    if (target != target_of(row) && std::ranges::find(others, target) == others.end())
      others.push_back(target);
  }
  std::string text = lines_of(details.covered_by);
  text += details.covered_by.size() == 1 ? " takes all of it" : " together take all of it";
  if (!others.empty()) return text + ", for " + printable(join(others, ", "));
  if (details.other_taker < 0) return text + ", for the same target";
  return text + "; part of it goes to " + printable(target_of(details.other_taker)) + " before (" +
         lines_of({details.other_taker}) + ")";
}

std::string RowWords::unknown(const RowDetails& details) const {
  if (details.missing.empty()) return printable(details.why);
  std::string text =
      printable(join(details.missing, ", ")) + (details.missing.size() == 1 ? " is" : " are") + " not here";
  if (!details.covered_by.empty())
    text += "; else " + lines_of(details.covered_by) +
            (details.covered_by.size() == 1 ? " takes all of it" : " take all of it");
  return text;
}

}  // namespace clashlint
