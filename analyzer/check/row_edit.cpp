#include "analyzer/check/row_edit.h"

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

std::string with_break(std::string_view line) {
  std::string text(line);
  if (!text.ends_with('\n')) text += '\n';
  return text;
}

std::string lines_of(const RowLine& like, std::span<const std::string> texts) {
  std::string lines;
  for (const std::string& text : texts) lines += std::string(like.front) + text + "\n";
  return lines;
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
    if (!line || line->span.file != target->span.file) return std::nullopt;
    moved += with_break(line->text);
    edits.push_back({.span = line->span, .text = {}});
  }
  Span place = target->span;
  place.end = place.begin;
  edits.insert(edits.begin(), {.span = place, .text = std::move(moved)});
  return edits;
}

std::optional<Edit> add_row_behind(const Sources& sources, const Rule& rule, std::string_view text) {
  const std::string one(text);
  return add_rows_behind(sources, rule.span, {&one, 1});
}

std::optional<Edit> add_rows_behind(const Sources& sources, Span row, std::span<const std::string> texts) {
  const std::optional<RowLine> line = line_of(sources, row);
  if (!line) return std::nullopt;
  Span place = line->span;
  place.begin = place.end;
  std::string added = lines_of(*line, texts);
  // The last line of a file may have no break.
  if (!line->text.ends_with('\n')) {
    added.pop_back();
    added.insert(0, "\n");
  }
  return Edit{.span = place, .text = std::move(added)};
}

std::optional<Edit> add_rows_before(const Sources& sources, Span row, std::span<const std::string> texts) {
  const std::optional<RowLine> line = line_of(sources, row);
  if (!line) return std::nullopt;
  Span place = line->span;
  place.end = place.begin;
  return Edit{.span = place, .text = lines_of(*line, texts)};
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
