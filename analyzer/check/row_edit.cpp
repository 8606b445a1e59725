#include "analyzer/check/row_edit.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace clashlint {
namespace {

constexpr std::string_view kBlanks = " \t";

/// `  - ` of a row that begins its line; empty: something else stands before it.
std::string_view lead_of(std::string_view before) {
  const std::size_t dash = before.find_first_not_of(' ');
  if (dash == std::string_view::npos || before[dash] != '-' || dash + 1 == before.size()) return {};
  return before.find_first_not_of(' ', dash + 1) == std::string_view::npos ? before : std::string_view();
}

bool is_comment(std::string_view behind) {
  const std::size_t at = behind.find_first_not_of(" \t\r");
  return at == std::string_view::npos || (behind[at] == '#' && at > 0);
}

bool is_plain(std::string_view row) {
  return row.find(": ") == std::string_view::npos && row.find(" #") == std::string_view::npos &&
         !row.ends_with(':') && row.find_first_of(kBlanks) != 0 &&
         row.find_last_of(kBlanks) + 1 != row.size();
}

}  // namespace

std::optional<Edit> insert_rows(const Sources& sources, Span other, Beside beside,
                                const std::vector<std::string>& rows) {
  const Source& source = sources[other.file];
  const Position begin = source.position(other.begin);
  const Position end = source.position(other.end);
  if (begin.line != end.line || !std::ranges::all_of(rows, is_plain)) return std::nullopt;
  const std::string_view line = source.line(begin.line);
  const std::string_view lead = lead_of(line.substr(0, begin.column - 1));
  if (lead.empty() || !is_comment(line.substr(end.column - 1))) return std::nullopt;
  const bool above = beside == Beside::above;
  std::string text;
  for (const std::string& row : rows) {
    const std::string written = std::string(lead) + row;
    text += above ? written + "\n" : "\n" + written;
  }
  const auto line_end = static_cast<std::uint32_t>(above ? 0 : line.size());
  const std::uint32_t at = source.line_begin(begin.line) + line_end;
  return Edit{.span = {other.file, at, at}, .text = std::move(text)};
}

}  // namespace clashlint
