#include "cli/prompt/completion_list.h"

#include <algorithm>

#include "cli/render/printable.h"
#include "rules/value/text.h"

namespace clashlint {
namespace {

constexpr int kGap = 2;

const std::string& shown(const Candidate& candidate) {
  return candidate.shown.empty() ? candidate.text : candidate.shown;
}

// Not into the middle of a character.
std::size_t whole_characters(const std::string& text, std::size_t size) {
  while (size > 0 && size < text.size() && (text[size] & '\xC0') == '\x80') --size;
  return size;
}

}  // namespace

std::string common_start(const std::vector<Candidate>& candidates) {
  if (candidates.empty()) return {};
  const std::string& first = candidates.front().text;
  std::size_t size = first.size();
  for (const Candidate& candidate : candidates) {
    const auto differ = std::ranges::mismatch(first, candidate.text).in1 - first.begin();
    size = std::min(size, static_cast<std::size_t>(differ));
  }
  return first.substr(0, whole_characters(first, size));
}

std::string listed(const std::vector<Candidate>& candidates, std::size_t limit, int width) {
  std::vector<std::string> cells;
  bool described = false;
  int widest = 0;
  for (const Candidate& candidate : candidates) {
    if (cells.size() == limit) break;
    cells.push_back(excerpt(shown(candidate), static_cast<std::size_t>(std::max(width, 20))));
    described = described || !candidate.shown.empty();
    widest = std::max(widest, cell_width(cells.back()));
  }
  const int columns = described ? 1 : std::max(1, width / (widest + kGap));
  std::string text;
  for (std::size_t at = 0; at < cells.size(); ++at) {
    const bool last = at + 1 == cells.size() || (at + 1) % static_cast<std::size_t>(columns) == 0;
    text += last ? cells[at] + "\n" : padded(cells[at], widest + kGap);
  }
  const std::size_t more = candidates.size() - cells.size();
  return more == 0 ? text : text + "… and " + std::to_string(more) + " more\n";
}

}  // namespace clashlint
