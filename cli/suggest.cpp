#include "cli/suggest.h"

#include <algorithm>
#include <cstddef>

#include "rules/base/strings.h"

namespace clashlint {
namespace {

constexpr std::size_t kLongestWord = 64;

// Optimal string alignment: insert, delete, replace, swap of neighbours.
std::size_t edits(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, replaced});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before.swap(last);
    last.swap(row);
  }
  return last[b.size()];
}

}  // namespace

std::optional<std::string_view> nearest(std::string_view word, const std::vector<std::string_view>& known) {
  if (word.size() > kLongestWord) return std::nullopt;
  const std::string folded = ascii_lower(word);
  std::optional<std::string_view> best;
  std::size_t best_edits = 0;
  for (const std::string_view candidate : known) {
    if (candidate.size() > kLongestWord) continue;
    const std::size_t count = edits(folded, ascii_lower(candidate));
    if (count * 3 > std::max(word.size(), candidate.size())) continue;
    if (best && count >= best_edits) continue;
    best = candidate;
    best_edits = count;
  }
  return best;
}

std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& known) {
  const auto meant = nearest(word, known);
  return meant ? " (did you mean \"" + std::string(*meant) + "\"?)" : std::string();
}

}  // namespace clashlint
