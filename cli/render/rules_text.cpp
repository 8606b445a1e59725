#include "cli/render/rules_text.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>

#include "cli/render/printable.h"
#include "cli/render/row_words.h"
#include "rules/base/strings.h"
#include "rules/value/text.h"

namespace clashlint {
namespace {

constexpr int kRuleWidth = 50;

constexpr std::array<std::pair<Verdict, std::string_view>, 4> kNames = {{{Verdict::alive, "alive"},
                                                                         {Verdict::dns, "dns"},
                                                                         {Verdict::never, "never"},
                                                                         {Verdict::unknown, "unknown"}}};

class Table {
 public:
  Table(const JudgedProfile& judged, const JudgedList& list, const RulesShown& shown, Paint paint)
      : list_(list), shown_(shown), paint_(paint), words_(judged, list, shown.in_full, paint) {
    number_width_ = std::to_string(list.rules.size()).size() + 1;
    line_width_ = 4;
    for (const Rule& rule : list.rules) line_width_ = std::max(line_width_, words_.line_of(rule).size());
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

 private:
  static std::string right(std::string text, std::size_t width) {
    return text.size() < width ? std::string(width - text.size(), ' ') + text : text;
  }

  void add(std::size_t row) {
    const Rule& rule = list_.rules[row];
    const std::string text = shown_.in_full ? printable(rule.text) : fitted(rule.text);
    text_ += paint_.faint(right(std::to_string(row + 1), number_width_) + "  " +
                          right(words_.line_of(rule), line_width_)) +
             "  " + padded(text, rule_width_) + "  " + words_.takes(static_cast<int>(row)) + "\n";
  }

  // Characters may be two cells wide.
  static std::string fitted(const std::string& text) {
    std::string fits = excerpt(text, kRuleWidth);
    for (std::size_t limit = kRuleWidth; cell_width(fits) > kRuleWidth; --limit) fits = excerpt(text, limit);
    return fits;
  }

  const JudgedList& list_;
  const RulesShown& shown_;
  Paint paint_;
  RowWords words_;
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
  const std::map<Verdict, std::size_t> seen = verdict_counts(judged);
  std::size_t rows = 0;
  std::vector<std::string> parts;
  for (const Said& said : kSaid) {
    const auto found = seen.find(said.verdict);
    if (found == seen.end()) continue;
    rows += found->second;
    parts.push_back(std::to_string(found->second) + " " +
                    std::string(verdict_words(said.verdict, found->second)));
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

std::map<Verdict, std::size_t> verdict_counts(const JudgedProfile& judged) {
  std::map<Verdict, std::size_t> counts;
  for (const JudgedList& list : judged.lists) {
    for (const RowVerdict& verdict : list.judge->verdicts()) ++counts[verdict.verdict];
  }
  return counts;
}

std::string_view verdict_words(Verdict verdict, std::size_t count) {
  const auto* const said = std::ranges::find(kSaid, verdict, &Said::verdict);
  return count == 1 ? said->one : said->many;
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

std::optional<PlacedRow> place_in(const JudgedProfile& judged, const Rule& rule) {
  for (std::size_t list = 0; list < judged.lists.size(); ++list) {
    const std::vector<Rule>& rules = judged.lists[list].rules;
    const bool inside = !rules.empty() && !std::less<>()(&rule, rules.data()) &&
                        std::less<>()(&rule, rules.data() + rules.size());
    if (inside) return PlacedRow{.list = list, .row = static_cast<std::size_t>(&rule - rules.data())};
  }
  return std::nullopt;
}

std::string taken_text(const JudgedProfile& judged, PlacedRow row, Paint paint) {
  return RowWords(judged, judged.lists[row.list], true, paint).takes(static_cast<int>(row.row));
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
