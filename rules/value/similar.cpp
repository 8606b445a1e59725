#include "rules/value/similar.h"

#include <algorithm>

#include "rules/value/text.h"

namespace clashlint {
namespace {

std::u32string letters_of(const std::u32string& look) {
  std::u32string letters;
  for (const char32_t c : look) {
    if (is_word_code_point(c) && c != U'_') letters += c;
  }
  return letters;
}

// Optimal string alignment: insert, delete, replace, swap of neighbours.
std::size_t edits(const std::u32string& a, const std::u32string& b) {
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

void NameBook::prepare() {
  for (; entries_.size() < names_.size();) {
    Entry entry{.name = names_[entries_.size()], .look = look_of(names_[entries_.size()])};
    const auto note = [&](auto& groups, const std::u32string& key) {
      const auto [group, fresh] = groups.try_emplace(key, Group{.first = entry.name});
      if (!fresh && group->second.first != entry.name) group->second.only = false;
    };
    note(by_look_, entry.look);
    note(by_letters_, letters_of(entry.look));
    entries_.push_back(std::move(entry));
  }
}

std::optional<Meant> NameBook::find(std::string_view word) {
  prepare();
  const auto [place, fresh] = known_.try_emplace(std::string(word));
  if (fresh) place->second = search(word);
  return place->second;
}

std::optional<Meant> NameBook::search(std::string_view word) {
  if (word.size() > kMaxNameLength * 4) return std::nullopt;
  const std::u32string look = look_of(word);
  if (look.empty() || look.size() > kMaxNameLength) return std::nullopt;
  if (const auto group = by_look_.find(look); group != by_look_.end()) {
    return Meant{.text = group->second.first, .same = group->second.only};
  }
  const std::u32string letters = letters_of(look);
  const auto group = letters.empty() ? by_letters_.end() : by_letters_.find(letters);
  if (group != by_letters_.end() && group->second.only) return Meant{.text = group->second.first};
  return nearest_to(look);
}

std::optional<Meant> NameBook::nearest_to(const std::u32string& look) {
  std::optional<Meant> best;
  std::size_t best_edits = 0;
  for (const Entry& entry : entries_) {
    const std::size_t longer = std::max(look.size(), entry.look.size());
    const std::size_t gap = longer - std::min(look.size(), entry.look.size());
    if (gap * 3 > longer || longer > kMaxNameLength || (best && gap >= best_edits)) continue;
    work_ += look.size() * entry.look.size();
    if (work_ > kMaxNameWork) return std::nullopt;
    const std::size_t count = edits(look, entry.look);
    if (count * 3 > longer || (best && count >= best_edits)) continue;
    best = Meant{.text = entry.name};
    best_edits = count;
  }
  return best;
}

std::size_t edit_distance(std::string_view a, std::string_view b) { return edits(look_of(a), look_of(b)); }

bool have_same_letters(std::string_view a, std::string_view b) {
  return letters_of(look_of(a)) == letters_of(look_of(b));
}

std::optional<Meant> nearest(std::string_view word, const std::vector<std::string_view>& names) {
  NameBook book;
  for (const std::string_view name : names) book.add(name);
  return book.find(word);
}

}  // namespace clashlint
