#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace clashlint {

/// Symbols of host names, and the mark in front of one.
inline constexpr std::string_view kNameSymbols = "abcdefghijklmnopqrstuvwxyz0123456789-_.";
inline constexpr char kNameBegin = '^';

/// How a word has to stand in a name for its test to hold.
enum class WordPlace : std::uint8_t { whole, at_label, below, anywhere };

/// Many words looked for in one name at once (Aho and Corasick, 1975). Words
/// that must not stand there are told from up to 64 that must.
class WordMachine {
 public:
  /// A word with a symbol that no name has is left out: it stands in none.
  void forbid(std::string_view word, WordPlace place);
  /// `bit` below 64; several words may share it: one of them has to stand there.
  void demand(std::string_view word, WordPlace place, unsigned bit);
  /// Call once, behind the last word. Linear in their bytes.
  void finish();

  using State = std::uint32_t;
  /// In front of the first symbol of a name.
  State start() const { return start_; }
  State next(State state, char symbol) const;
  /// A word that may stand nowhere stands here.
  bool is_dead(State state) const { return nodes_[state].dead; }
  /// Bits of demanded words that end here, wherever the name ends.
  std::uint64_t seen(State state) const { return nodes_[state].seen; }
  /// Whether a name that ends here has a forbidden word, and the bits of demanded ones.
  bool bad_end(State state) const { return nodes_[state].bad_end; }
  std::uint64_t seen_at_end(State state) const { return nodes_[state].seen_at_end; }

  /// Symbols that stand in words: the others are all alike.
  bool uses(char symbol) const;
  std::size_t size() const { return nodes_.size(); }

 private:
  static constexpr std::size_t kSymbols = 40;
  struct Node {
    std::array<std::uint32_t, kSymbols> next{};
    bool dead = false;
    bool bad_end = false;
    std::uint64_t seen = 0;
    std::uint64_t seen_at_end = 0;
  };

  template <typename Mark>
  void add(std::string_view word, WordPlace place, Mark mark);
  template <typename Mark>
  void add_word(char before, std::string_view word, Mark mark);

  std::vector<Node> nodes_ = std::vector<Node>(1);
  State start_ = 0;
};

/// Index of a symbol, or -1.
int name_symbol(char symbol);

}  // namespace clashlint
