#include <algorithm>

#include "cli/render/row_words.h"
#include "cli/report/html.h"
#include "cli/report/parts.h"
#include "rules/base/strings.h"

namespace clashlint {
namespace {

// A browser lays out only the tables that are seen: one of all rows would be laid out whole.
constexpr std::size_t kRowsPerTable = 200;
constexpr std::size_t kMostTakers = 8;

std::string_view badge(Verdict verdict) {
  switch (verdict) {
    case Verdict::alive:
      return "can win";
    case Verdict::dns:
      return "DNS decides";
    case Verdict::never:
      return "never wins";
    case Verdict::unknown:
      return "unknown";
  }
  return {};
}

// Rows above that have to do with the verdict of this one.
std::vector<int> takers_of(const RowVerdict& verdict) {
  const RowDetails& details = verdict.detail();
  std::vector<int> takers = details.covered_by;
  for (const int other : {details.other_taker, verdict.taken_by}) {
    if (other >= 0) takers.push_back(other);
  }
  for (const EntriesTaken::Example& example : details.entries.examples) takers.push_back(example.taker);
  std::ranges::sort(takers);
  takers.erase(std::unique(takers.begin(), takers.end()), takers.end());
  return takers;
}

class RulesTable {
 public:
  RulesTable(const JudgedProfile& judged, std::size_t number)
      : list_(judged.lists[number]), number_(number), words_(judged, list_, false, Paint(false)) {}

  std::string text() const {
    std::string text;
    for (std::size_t row = 0; row < list_.rules.size(); row += kRowsPerTable) text += chunk(row);
    return text;
  }

 private:
  std::string chunk(std::size_t begin) const {
    const std::size_t end = std::min(begin + kRowsPerTable, list_.rules.size());
    std::string text = "<div class=\"chunk\"><table class=\"rules\"><caption>";
    text += list_.name.empty() ? "Rules" : "Sub-rules " + html_text(list_.name);
    text += ", " + std::to_string(begin + 1) + " to " + std::to_string(end) +
            "</caption><thead><tr><th scope=\"col\">Line</th><th scope=\"col\">Rule</th>"
            "<th scope=\"col\">Verdict</th><th scope=\"col\">What it takes</th></tr></thead><tbody>\n";
    for (std::size_t row = begin; row < end; ++row) text += row_text(row);
    return text + "</tbody></table></div>\n";
  }

  std::string row_text(std::size_t row) const {
    const Rule& rule = list_.rules[row];
    const RowVerdict& verdict = list_.verdict(row);
    const std::string name(verdict_name(verdict.verdict));
    return "<tr id=\"" + row_id(number_, row) + "\" class=\"" + name + "\"><td>" +
           html_text(words_.line_of(rule)) + "</td><th scope=\"row\">" + html_text(rule.text) +
           "</th><td><b>" + std::string(badge(verdict.verdict)) + "</b></td><td>" +
           html_text(words_.reason(static_cast<int>(row))) + links(verdict) + "</td></tr>\n";
  }

  std::string links(const RowVerdict& verdict) const {
    std::string text;
    std::size_t count = 0;
    for (const int taker : takers_of(verdict)) {
      if (++count > kMostTakers) break;
      const auto row = static_cast<std::size_t>(taker);
      text += " <a href=\"#" + row_id(number_, row) + "\">line " +
              html_text(words_.line_of(list_.rules[row])) + "</a>";
    }
    return text.empty() ? text : "<span class=\"takers\">" + text.substr(1) + "</span>";
  }

  const JudgedList& list_;
  std::size_t number_;
  RowWords words_;
};

}  // namespace

std::string row_id(std::size_t list, std::size_t row) {
  return (list == 0 ? "r" : "s" + std::to_string(list)) + "/" + std::to_string(row + 1);
}

std::string row_id_of(const JudgedProfile& judged, const Rule& rule) {
  const std::optional<PlacedRow> place = place_in(judged, rule);
  return place ? row_id(place->list, place->row) : std::string();
}

std::string rules_part(const ReportContent& content) {
  std::string text;
  for (std::size_t number = 0; number < content.judged.lists.size(); ++number) {
    const JudgedList& list = content.judged.lists[number];
    if (list.rules.empty()) continue;
    if (!list.name.empty()) text += "<h3>Sub-rules " + element("code", list.name) + "</h3>\n";
    text += RulesTable(content.judged, number).text();
  }
  return text.empty() ? "<p>There are no rules: every connection goes DIRECT.</p>\n" : text;
}

}  // namespace clashlint
