#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "analyzer/automaton/word_machine.h"

namespace clashlint {

/// The keywords of all rows of a list, looked for in one pass over a name (Aho
/// and Corasick, 1975). A keyword with a symbol that no name has is in none.
class KeywordMachine {
 public:
  /// Rows in order.
  void add(std::string_view keyword, int row);
  /// Call once, behind the last keyword. Linear in their bytes.
  void finish();

  bool empty() const { return nodes_.size() == 1; }

  /// Calls `visit(row)` for each row with a keyword in the text; a row may come
  /// several times.
  template <typename Visit>
  void rows_in(std::string_view text, Visit visit) const {
    if (empty()) return;
    std::uint32_t at = 0;
    for (const char c : text) {
      const int symbol = name_symbol(c);
      at = symbol < 0 ? 0 : nodes_[at].next[static_cast<std::size_t>(symbol)];
      for (std::uint32_t found = nodes_[at].rows.empty() ? nodes_[at].shorter : at; found != 0;
           found = nodes_[found].shorter) {
        for (const int row : nodes_[found].rows) visit(row);
      }
    }
  }

 private:
  static constexpr std::size_t kSymbols = 40;
  struct Node {
    std::array<std::uint32_t, kSymbols> next{};
    std::uint32_t shorter = 0;  ///< the longest end of this text that is a keyword
    std::vector<int> rows{};
  };
  std::vector<Node> nodes_ = std::vector<Node>(1);
};

}  // namespace clashlint
