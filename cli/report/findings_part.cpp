#include <map>
#include <tuple>

#include "analyzer/check/check.h"
#include "analyzer/facts/rule_words.h"
#include "cli/render/printable.h"
#include "cli/report/html.h"
#include "cli/report/parts.h"

namespace clashlint {
namespace {

constexpr std::size_t kMostPlaces = 12;
constexpr std::size_t kMostLabels = 8;

// Of one check; how many more there are is said.
constexpr std::size_t kMostOfOne = 50;

// As the last line of `check` says it.
std::string_view severity_word(Severity severity) {
  return severity == Severity::info ? "remark" : to_string(severity);
}

std::string table_of(const FindingTable& table) {
  if (table.rows.empty()) return {};
  std::string text = "<table><thead><tr>";
  for (const std::string_view column : table.columns) text += element("th scope=\"col\"", column);
  text += "</tr></thead><tbody>\n";
  for (const FindingTable::Row& row : table.rows) {
    text += row.mark.empty() ? "<tr>" : "<tr class=\"apart\">";
    for (const std::string& cell : row.cells) text += element("td", cell);
    if (!row.mark.empty()) text += "<td><b class=\"mark\">" + html_text(row.mark) + "</b></td>";
    text += "</tr>\n";
  }
  return text + "</tbody></table>\n";
}

class FindingsList {
 public:
  explicit FindingsList(const ReportContent& content) : content_(content), sources_(content.judged.sources) {
    for (std::size_t number = 0; number < content.judged.lists.size(); ++number) {
      const std::vector<Rule>& rules = content.judged.lists[number].rules;
      for (std::size_t row = 0; row < rules.size(); ++row)
        rows_.try_emplace({rules[row].span.file, sources_.position(rules[row].span).line},
                          row_id(number, row));
    }
  }

  // What says the same of several places is said once.
  std::string text() const {
    using Words = std::tuple<std::string_view, std::string_view, const std::vector<std::string>&>;
    std::map<Words, std::vector<const Finding*>> alike;
    for (const Finding& finding : content_.findings)
      alike[Words(finding.check, finding.message, finding.notes)].push_back(&finding);
    std::string text;
    std::map<std::string_view, std::size_t> shown;
    for (const Finding& finding : content_.findings) {
      const auto& all = alike.at(Words(finding.check, finding.message, finding.notes));
      if (all.front() == &finding && shown[finding.check]++ < kMostOfOne) text += finding_text_of(all);
    }
    return text + left_out(shown);
  }

 private:
  std::string place(Span span) const {
    const std::uint32_t line = sources_.position(span).line;
    const std::string words = "line " + line_of(sources_, span);
    const auto row = rows_.find({span.file, line});
    return row == rows_.end() ? html_text(words)
                              : "<a href=\"#" + row->second + "\">" + html_text(words) + "</a>";
  }

  std::string excerpt_of(Span span) const {
    const std::string line = content_.secrets.line(span.file, sources_.position(span).line).text;
    const std::size_t begin = line.find_first_not_of(" \t");
    if (begin == std::string::npos) return {};
    return element("code", excerpt(line.substr(begin), 160));
  }

  std::string finding_text_of(const std::vector<const Finding*>& all) const {
    const Finding& first = *all.front();
    const std::string word(severity_word(first.severity));
    std::string text = "<li class=\"finding " + word + "\"><h3><b class=\"mark\">" + word + "</b> " +
                       html_text(first.message) + "</h3>\n<p class=\"place\">" + place(first.primary.span) +
                       " " + (first.table.rows.empty() ? excerpt_of(first.primary.span) : "") + "</p>\n" +
                       others(all) + table_of(first.table);
    std::string notes;
    if (!first.primary.text.empty()) notes += element("li", first.primary.text);
    notes += related(first);
    for (const std::string& note : first.notes) notes += element("li", note);
    for (const Fix& fix : first.fixes) notes += element("li", "mend it: " + fix.title);
    if (!notes.empty()) text += "<ul>" + notes + "</ul>\n";
    return text + "<p class=\"check\">clashlint checks " + html_text(first.check) + "</p></li>\n";
  }

  static std::string left_out(const std::map<std::string_view, std::size_t>& shown) {
    std::string text;
    for (const auto& [check, count] : shown) {
      if (count <= kMostOfOne) continue;
      text += "<li class=\"finding remark\"><p>" +
              counted_words(count - kMostOfOne, "more finding", "more findings") +
              " of this kind: " + element("code", "clashlint check --only " + std::string(check)) +
              "</p></li>\n";
    }
    return text;
  }

  std::string related(const Finding& finding) const {
    std::string text;
    for (std::size_t at = 0; at < finding.related.size() && at < kMostLabels; ++at) {
      const Label& label = finding.related[at];
      text += "<li>" + place(label.span) + ": " + html_text(label.text) + "</li>";
    }
    if (finding.related.size() > kMostLabels)
      text +=
          "<li>and " + counted_words(finding.related.size() - kMostLabels, "more row", "more rows") + "</li>";
    return text;
  }

  std::string others(const std::vector<const Finding*>& all) const {
    if (all.size() == 1) return {};
    std::string text = "<p class=\"place\">the same in ";
    for (std::size_t at = 1; at < all.size() && at <= kMostPlaces; ++at)
      text += (at == 1 ? "" : ", ") + place(all[at]->primary.span);
    if (all.size() > kMostPlaces + 1)
      text += " and " + std::to_string(all.size() - 1 - kMostPlaces) + " more";
    return text + "</p>\n";
  }

  const ReportContent& content_;
  const Sources& sources_;
  std::map<std::pair<FileId, std::uint32_t>, std::string> rows_;
};

}  // namespace

std::string findings_part(const ReportContent& content) {
  if (content.findings.empty()) return "<p>Nothing to report.</p>\n";
  return "<ol class=\"findings\">\n" + FindingsList(content).text() + "</ol>\n";
}

}  // namespace clashlint
