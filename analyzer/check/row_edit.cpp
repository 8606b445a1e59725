#include "analyzer/check/row_edit.h"

#include <algorithm>
#include <utility>

namespace clashlint {
namespace {

/// A line of a file with its break, and what stands in front of the row.
struct RowLine {
  Span span;
  std::string_view text;
  std::string_view front;  ///< blanks, the dash, blanks
};

bool is_dash(std::string_view front) {
  const std::size_t dash = front.find_first_not_of(' ');
  return dash != std::string_view::npos && front[dash] == '-' && front.size() > dash + 1 &&
         front.find_first_not_of(' ', dash + 1) == std::string_view::npos;
}

bool is_rest(std::string_view rest) {
  const std::size_t at = rest.find_first_not_of(" \t\r");
  return at == std::string_view::npos || (at > 0 && rest[at] == '#');
}

std::optional<RowLine> line_of(const Sources& sources, Span row) {
  const Source& source = sources[row.file];
  const Position place = source.position(row.begin);
  const std::uint32_t begin = source.line_begin(place.line);
  const std::string_view line = source.line(place.line);
  const std::size_t at = row.begin - begin;
  const std::size_t behind = row.end - begin;
  if (behind > line.size() || !is_dash(line.substr(0, at)) || !is_rest(line.substr(behind)))
    return std::nullopt;
  const std::uint32_t end = source.line_begin(place.line + 1);
  return RowLine{.span = {.file = row.file, .begin = begin, .end = end},
                 .text = source.text().substr(begin, end - begin),
                 .front = line.substr(0, at)};
}

// Whether YAML reads a text back as it is meant.
bool is_written_right(std::string_view row) {
  if (row.starts_with('\'') || row.starts_with('"')) return true;
  constexpr std::string_view kBlanks = " \t";
  return row.find(": ") == std::string_view::npos && row.find(" #") == std::string_view::npos &&
         !row.ends_with(':') && row.find_first_of(kBlanks) != 0 &&
         row.find_last_of(kBlanks) + 1 != row.size();
}

bool is_comment(std::string_view line) {
  const std::size_t at = line.find_first_not_of(" \t");
  return at != std::string_view::npos && line[at] == '#';
}

// With the comments right above it.
Span with_comments(const Sources& sources, Span line) {
  const Source& source = sources[line.file];
  for (std::uint32_t number = source.position(line.begin).line;
       number > 1 && is_comment(source.line(number - 1));)
    line.begin = source.line_begin(--number);
  return line;
}

std::string with_break(std::string_view line) {
  std::string text(line);
  if (!text.ends_with('\n')) text += '\n';
  return text;
}

}  // namespace

std::optional<Edit> delete_row(const Sources& sources, const Rule& rule) {
  const std::optional<RowLine> line = line_of(sources, rule.span);
  if (!line) return std::nullopt;
  return Edit{.span = line->span, .text = {}};
}

std::optional<std::vector<Edit>> move_rows(const Sources& sources, const std::vector<const Rule*>& rows,
                                           const Rule& before) {
  const std::optional<RowLine> target = line_of(sources, before.span);
  if (!target) return std::nullopt;
  std::vector<Edit> edits;
  std::string moved;
  for (const Rule* row : rows) {
    const std::optional<RowLine> line = line_of(sources, row->span);
    // Two lists of one file may be indented otherwise.
    const bool fits =
        line && line->span.file == target->span.file && line->front.find('-') == target->front.find('-');
    if (!fits) return std::nullopt;
    const Span span = with_comments(sources, line->span);
    moved += with_break(sources.text(span));
    edits.push_back({.span = span, .text = {}});
  }
  Span place = with_comments(sources, target->span);
  place.end = place.begin;
  edits.insert(edits.begin(), {.span = place, .text = std::move(moved)});
  return edits;
}

std::optional<Edit> add_rows(const Sources& sources, Span row, Beside beside,
                             const std::vector<std::string>& texts) {
  const std::optional<RowLine> line = line_of(sources, row);
  if (!line || !std::ranges::all_of(texts, is_written_right)) return std::nullopt;
  std::string added;
  for (const std::string& text : texts) added += std::string(line->front) + text + "\n";
  Span place = line->span;
  if (beside == Beside::above) {
    place.end = place.begin;
    return Edit{.span = place, .text = std::move(added)};
  }
  place.begin = place.end;
  // The last line of a file may have no break.
  if (!line->text.ends_with('\n')) {
    added.pop_back();
    added.insert(0, "\n");
  }
  return Edit{.span = place, .text = std::move(added)};
}

std::optional<Edit> append_to_row(const Sources& sources, const Rule& rule, std::string_view text) {
  const std::string_view written = sources.text(rule.span);
  if (written.empty() || written.find('\n') != std::string_view::npos) return std::nullopt;
  const bool quoted = written.front() == '"' || written.front() == '\'';
  Span place = rule.span;
  place.begin = place.end = rule.span.end - (quoted ? 1 : 0);
  return Edit{.span = place, .text = std::string(text)};
}

}  // namespace clashlint
