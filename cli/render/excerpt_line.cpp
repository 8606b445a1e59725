#include "cli/render/excerpt_line.h"

#include <algorithm>

#include "cli/render/printable.h"
#include "rules/value/text.h"

namespace clashlint {
namespace {

/// What is kept in front of the marked part of a line that is too long.
constexpr int kCellsBefore = 40;
/// A cell may be several code points (joined emoji): no more bytes than this are measured for one.
constexpr std::size_t kBytesPerCell = 16;

bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80; }

std::string shown(std::string_view text) {
  std::string result;
  for (const char c : text) result += c == '\t' ? std::string("  ") : std::string(1, c);
  return printable(result);
}

// Measuring costs a pass over the text, so the place to cut is searched by halves.
template <typename Fits>
std::size_t longest(std::size_t limit, Fits fits) {
  std::size_t low = 0;
  while (low < limit) {
    const std::size_t middle = low + (limit - low + 1) / 2;
    if (fits(middle)) {
      low = middle;
    } else {
      limit = middle - 1;
    }
  }
  return low;
}

std::size_t most_bytes(std::string_view text, int cells) {
  return std::min(text.size(), static_cast<std::size_t>(std::max(cells, 0)) * kBytesPerCell);
}

// The longest end of the text that is at most `cells` wide.
std::string_view last_cells(std::string_view text, int cells) {
  std::string_view rest = text.substr(text.size() - longest(most_bytes(text, cells), [&](std::size_t size) {
                                        return cell_width(shown(text.substr(text.size() - size))) <= cells;
                                      }));
  while (!rest.empty() && continues(rest.front())) rest.remove_prefix(1);
  return rest;
}

// The beginning of at most `size` bytes that cuts no character. Half a character
// may measure wider than a whole one: searching by halves needs this.
std::string_view whole_characters(std::string_view text, std::size_t size) {
  while (size > 0 && size < text.size() && continues(text[size])) --size;
  return text.substr(0, size);
}

// The longest beginning of the text that is at most `cells` wide.
std::string_view first_cells(std::string_view text, int cells) {
  const std::size_t size = longest(most_bytes(text, cells), [&](std::size_t each) {
    return cell_width(shown(whole_characters(text, each))) <= cells;
  });
  return whole_characters(text, size);
}

}  // namespace

ExcerptLine excerpt_line(std::string_view line, std::size_t begin, std::size_t end) {
  while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
  begin = std::min(begin, line.size());
  end = std::clamp(end, begin, line.size());

  const std::size_t fits = static_cast<std::size_t>(kMaxExcerptCells);
  const bool whole = line.size() <= fits * kBytesPerCell && cell_width(shown(line)) <= kMaxExcerptCells;
  std::string_view before = line.substr(0, begin);
  const bool cut_before = !whole && before.size() > last_cells(before, kCellsBefore).size();
  if (cut_before) before = last_cells(before, kCellsBefore);

  ExcerptLine result;
  result.text = (cut_before ? "…" : "") + shown(before);
  result.before = cell_width(result.text);
  const int room = whole ? cell_width(shown(line)) : kMaxExcerptCells - result.before;
  const std::string_view marked = first_cells(line.substr(begin, end - begin), room);
  result.text += shown(marked);
  result.width = std::max(cell_width(shown(marked)), 1);
  const std::string_view after = line.substr(begin + marked.size());
  const std::string_view kept = first_cells(after, room - cell_width(shown(marked)));
  result.text += shown(kept);
  if (kept.size() < after.size()) result.text += "…";
  return result;
}

}  // namespace clashlint
