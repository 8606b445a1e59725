#include "cli/render/rules_text.h"

#include <algorithm>
#include <array>
#include <map>

#include "analyzer/facts/connection_text.h"
#include "analyzer/match/chain.h"
#include "cli/render/printable.h"
#include "rules/base/strings.h"
#include "rules/value/text.h"

namespace clashlint {
namespace {

constexpr int kRuleWidth = 50;
constexpr std::size_t kMostLines = 6;

constexpr std::array<std::pair<Verdict, std::string_view>, 4> kNames = {{{Verdict::alive, "alive"},
                                                                         {Verdict::dns, "dns"},
                                                                         {Verdict::never, "never"},
                                                                         {Verdict::unknown, "unknown"}}};

class Table {
 public:
  Table(const JudgedProfile& judged, const JudgedList& list, const RulesShown& shown, Paint paint)
      : judged_(judged), list_(list), shown_(shown), paint_(paint) {
    number_width_ = std::to_string(list.rules.size()).size() + 1;
    line_width_ = 4;
    for (const Rule& rule : list.rules) line_width_ = std::max(line_width_, line_of(rule).size());
    rule_width_ = 4;
    for (std::size_t row = 0; row < list.rules.size(); ++row) {
      if (shown.shows(list.verdict(row).verdict))
        rule_width_ =
            std::max(rule_width_, std::min(cell_width(printable(list.rules[row].text)), kRuleWidth));
    }
  }

  std::string text() {
    for (std::size_t row = 0; row < list_.rules.size(); ++row) {
      if (shown_.shows(list_.verdict(row).verdict)) add(row);
    }
    if (text_.empty()) return {};
    return paint_.faint(right("#", number_width_) + "  " + right("line", line_width_) + "  " +
                        padded("rule", rule_width_) + "  takes") +
           "\n" + text_;
  }

  std::string taken(std::size_t row) const { return takes(static_cast<int>(row)); }

 private:
  static std::string right(std::string text, std::size_t width) {
    return text.size() < width ? std::string(width - text.size(), ' ') + text : text;
  }

  // The profile is the first file of a run.
  std::string line_of(const Rule& rule) const {
    const std::string line = std::to_string(judged_.sources.position(rule.span).line);
    return rule.span.file == 0 ? line : printable(judged_.sources[rule.span.file].name()) + ":" + line;
  }
  const Rule& rule_at(int row) const { return list_.rules[static_cast<std::size_t>(row)]; }
  const std::string& target_of(int row) const { return rule_at(row).target; }

  void add(std::size_t row) {
    const Rule& rule = list_.rules[row];
    const std::string text = shown_.in_full ? printable(rule.text) : fitted(rule.text);
    text_ += paint_.faint(right(std::to_string(row + 1), number_width_) + "  " +
                          right(line_of(rule), line_width_)) +
             "  " + padded(text, rule_width_) + "  " + takes(static_cast<int>(row)) + "\n";
  }

  // Characters may be two cells wide.
  static std::string fitted(const std::string& text) {
    std::string fits = excerpt(text, kRuleWidth);
    for (std::size_t limit = kRuleWidth; cell_width(fits) > kRuleWidth; --limit) fits = excerpt(text, limit);
    return fits;
  }

  std::string lines_of(const std::vector<int>& rows) const {
    std::vector<std::string> lines;
    for (const int row : rows) {
      if (lines.size() == kMostLines && !shown_.in_full) break;
      lines.push_back(line_of(rule_at(row)));
    }
    const std::size_t more = rows.size() - lines.size();
    return std::string(rows.size() == 1 ? "line " : "lines ") + join(lines, ", ") +
           (more == 0 ? "" : " and " + std::to_string(more) + " more");
  }

  std::string takes(int row) const {
    const RowVerdict& verdict = list_.verdict(static_cast<std::size_t>(row));
    switch (verdict.verdict) {
      case Verdict::alive:
        return alive(row);
      case Verdict::dns:
        return by_dns(row);
      case Verdict::never:
        return paint_.error("never") + ": " + never(row);
      case Verdict::unknown:
        return paint_.alert("?") + " " + unknown(verdict.detail());
    }
    return {};
  }

  std::string alive(int row) const {
    const Rule& rule = rule_at(row);
    if (rule.kind == RuleKind::match) return everything_else(rule);
    const std::optional<Witness> witness = list_.judge->witness(row);
    std::string text = witness ? "e.g. " + printable(connection_text(*witness)) : "something";
    return text + entries_part(row);
  }

  // UDP goes on where the target has none.
  std::string everything_else(const Rule& rule) const {
    const auto target = judged_.profile.by_name.find(rule.target);
    if (target == judged_.profile.by_name.end()) return "everything else";
    if (follow(judged_.profile, *target->second, {}).udp) return "everything else";
    const bool last = &rule == &list_.rules.back() && list_.name.empty();
    return std::string("everything else over TCP · UDP goes on") + (last ? " to DIRECT" : "");
  }

  std::string entries_part(int row) const {
    const EntriesTaken& entries = list_.verdict(static_cast<std::size_t>(row)).detail().entries;
    if (entries.elsewhere == 0) return {};
    std::string text = " · " + std::to_string(entries.elsewhere) + " of " + std::to_string(entries.total) +
                       " names go elsewhere before";
    const EntriesTaken::Example& example = entries.examples.front();
    return text + ", such as " + printable(example.entry) + " (" + lines_of({example.taker}) + ")";
  }

  std::string by_dns(int row) const {
    const RowVerdict& verdict = list_.verdict(static_cast<std::size_t>(row));
    const std::optional<Witness> own = list_.judge->witness(row);
    const std::optional<Witness> stolen = list_.judge->stolen(row);
    std::string text = own ? "e.g. " + printable(connection_text(*own)) : "some names";
    text += " · unless its address is " + address_words(verdict.taken_by, stolen) + " (" +
            lines_of({verdict.taken_by}) + ", for " + printable(target_of(verdict.taken_by)) + ")";
    return text + entries_part(row);
  }

  // What of an address gives it to a row, in the row's own words.
  std::string address_words(int taker, const std::optional<Witness>& stolen) const {
    const Rule& rule = rule_at(taker);
    if (rule.kind == RuleKind::geoip)
      return "in " + printable(rule.payload.empty() ? "" : ascii_upper(rule.payload));
    if (rule.kind == RuleKind::ip_cidr || rule.kind == RuleKind::ip_cidr6)
      return "in " + printable(rule.payload);
    if (rule.kind == RuleKind::rule_set) return "in " + printable(rule.payload);
    if (stolen && stolen->query.dns) return "such as " + to_string(*stolen->query.dns);
    return "one that line " + line_of(rule) + " takes";
  }

  std::string never(int row) const {
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

  std::string unknown(const RowDetails& details) const {
    if (details.missing.empty()) return printable(details.why);
    std::string text =
        printable(join(details.missing, ", ")) + (details.missing.size() == 1 ? " is" : " are") + " not here";
    if (!details.covered_by.empty()) text += "; else " + lines_of(details.covered_by) + " takes all of it";
    return text;
  }

  const JudgedProfile& judged_;
  const JudgedList& list_;
  const RulesShown& shown_;
  Paint paint_;
  std::size_t number_width_ = 2;
  std::size_t line_width_ = 4;
  int rule_width_ = 4;
  std::string text_;
};

struct Said {
  Verdict verdict;
  std::string_view one;
  std::string_view many;
};
constexpr std::array<Said, 4> kSaid = {{{Verdict::never, "never wins", "never win"},
                                        {Verdict::dns, "is decided by DNS", "are decided by DNS"},
                                        {Verdict::unknown, "is unknown", "are unknown"},
                                        {Verdict::alive, "can win", "can win"}}};

std::string counts(const JudgedProfile& judged) {
  std::map<Verdict, std::size_t> seen;
  std::size_t rows = 0;
  for (const JudgedList& list : judged.lists) {
    for (const RowVerdict& verdict : list.judge->verdicts()) {
      ++seen[verdict.verdict];
      ++rows;
    }
  }
  std::vector<std::string> parts;
  for (const Said& said : kSaid) {
    const std::size_t count = seen[said.verdict];
    if (count > 0)
      parts.push_back(std::to_string(count) + " " + std::string(count == 1 ? said.one : said.many));
  }
  if (parts.empty()) return "No rules.\n";
  return std::to_string(rows) + (rows == 1 ? " rule: " : " rules: ") + join(parts, ", ") + ".\n";
}

std::string unseen_part(const JudgedProfile& judged) {
  std::vector<std::string> names;
  for (const auto& set : judged.profile.rule_sets) {
    if (!set->availability.available) names.push_back(set->name);
  }
  if (names.empty()) return {};
  constexpr std::size_t kMostNames = 8;
  const std::size_t more = names.size() - std::min(names.size(), kMostNames);
  names.resize(names.size() - more);
  return "Taken as empty, as " + std::string(names.size() + more == 1 ? "it is" : "they are") +
         " not here: " + printable(join(names, ", ")) +
         (more == 0 ? "" : " and " + std::to_string(more) + " more") + ".\n";
}

}  // namespace

bool RulesShown::shows(Verdict verdict) const {
  return only.empty() || std::ranges::find(only, verdict) != only.end();
}

std::string_view verdict_name(Verdict verdict) {
  return std::ranges::find(kNames, verdict, &std::pair<Verdict, std::string_view>::first)->second;
}

std::optional<Verdict> verdict_named(std::string_view word) {
  const auto* const found = std::ranges::find(kNames, word, &std::pair<Verdict, std::string_view>::second);
  return found == kNames.end() ? std::nullopt : std::optional(found->first);
}

JudgedProfile judge_all(const Profile& profile, const Sources& sources) {
  JudgedProfile judged{.sources = sources, .profile = profile};
  judged.lists.push_back({.name = {}, .rules = profile.rules, .judge = std::make_unique<ListJudge>(profile)});
  for (const auto& list : profile.sub_rules) {
    judged.lists.push_back({.name = list->name,
                            .rules = list->rules,
                            .judge = std::make_unique<ListJudge>(profile, list->name)});
  }
  return judged;
}

std::string taken_text(const JudgedProfile& judged, const JudgedList& list, std::size_t row, Paint paint) {
  return Table(judged, list, {.in_full = true}, paint).taken(row);
}

std::string rules_text(const JudgedProfile& judged, const RulesShown& shown, Paint paint) {
  std::string text;
  for (const JudgedList& list : judged.lists) {
    const std::string table = Table(judged, list, shown, paint).text();
    if (table.empty()) continue;
    if (!list.name.empty()) text += "\n" + paint.strong("sub-rules " + printable(list.name)) + "\n";
    text += table;
  }
  if (!text.empty()) text += "\n";
  return text + counts(judged) + unseen_part(judged);
}

}  // namespace clashlint
