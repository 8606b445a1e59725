#include "cli/render/table_text.h"

#include <algorithm>
#include <vector>

#include "cli/render/printable.h"
#include "rules/base/strings.h"
#include "rules/value/text.h"

namespace clashlint {
namespace {

constexpr int kGap = 3;

std::vector<int> widths_of(const FindingTable& table) {
  std::vector<int> widths(table.columns.size());
  for (const FindingTable::Row& row : table.rows) {
    for (std::size_t at = 0; at < widths.size(); ++at)
      widths[at] = std::max(widths[at], cell_width(printable(row.cells[at])));
  }
  return widths;
}

}  // namespace

std::string table_text(const FindingTable& table, std::string_view indent, const Paint& paint) {
  const std::vector<int> widths = widths_of(table);
  std::string text;
  for (const FindingTable::Row& row : table.rows) {
    text += indent;
    for (std::size_t at = 0; at < widths.size(); ++at) {
      const std::string cell = printable(row.cells[at]);
      // Nothing stands behind the last cell of most rows.
      const bool last = at + 1 == widths.size() && row.mark.empty();
      text += last ? cell : padded(cell, widths[at] + kGap);
    }
    if (!row.mark.empty()) text += paint.alert("← " + printable(row.mark));
    text += "\n";
  }
  return text;
}

std::vector<std::string> plain_remarks(const Finding& finding) {
  std::vector<std::string> lines;
  const std::string table = table_text(finding.table, "", Paint());
  for (const std::string_view line : split(table, '\n')) {
    if (!line.empty()) lines.emplace_back(line);
  }
  lines.insert(lines.end(), finding.notes.begin(), finding.notes.end());
  return lines;
}

}  // namespace clashlint
