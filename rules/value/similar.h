#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace clashlint {

/// A name that was probably meant.
struct Meant {
  std::string_view text;
  /// It looks the same: only case, blanks, width, or code points that nobody
  /// sees (variation selectors, joiners) differ, and no other name looks so too.
  bool same = false;
};

/// Names, asked for the one that a misspelt word means.
class NameBook {
 public:
  /// The text must outlive the book.
  void add(std::string_view name) { names_.push_back(name); }
  bool empty() const { return names_.empty(); }

  /// First a name that looks the same, then the only one with the same letters
  /// and digits (`🚀 Proxy` for `Proxy`), then the nearest by insertions, deletions,
  /// replacements and swaps of neighbours: at most one in three characters.
  /// Words are remembered; all looking together is bounded by kMaxNameWork, past
  /// which only the first two are found.
  std::optional<Meant> find(std::string_view word);

 private:
  struct Entry {
    std::string_view name;
    std::u32string look;
  };
  /// Names with one look; `only` while it is one.
  struct Group {
    std::string_view first;
    bool only = true;
  };
  void prepare();
  std::optional<Meant> search(std::string_view word);
  std::optional<Meant> nearest_to(const std::u32string& look);

  std::vector<std::string_view> names_;
  std::vector<Entry> entries_;
  std::unordered_map<std::u32string, Group> by_look_;
  std::unordered_map<std::u32string, Group> by_letters_;
  std::unordered_map<std::string, std::optional<Meant>> known_;
  std::size_t work_ = 0;
};

/// Insertions, deletions, replacements and swaps of neighbours between two looks.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// Whether two words have the same letters and digits: `privateKey`, `private-key`.
bool have_same_letters(std::string_view a, std::string_view b);

/// `NameBook` for one question.
std::optional<Meant> nearest(std::string_view word, const std::vector<std::string_view>& names);

/// Cells of edit-distance tables that one book fills at most: some tenths of a second.
inline constexpr std::size_t kMaxNameWork = 50'000'000;

/// Longer words are nobody's typing.
inline constexpr std::size_t kMaxNameLength = 128;

}  // namespace clashlint
