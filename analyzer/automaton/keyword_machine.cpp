#include "analyzer/automaton/keyword_machine.h"

#include <algorithm>

namespace clashlint {

void KeywordMachine::add(std::string_view keyword, int row) {
  const bool possible = !keyword.empty() && std::ranges::all_of(keyword, [](char c) {
    return c != kNameBegin && name_symbol(c) >= 0;
  });
  if (!possible) return;
  std::uint32_t at = 0;
  for (const char c : keyword) {
    const auto symbol = static_cast<std::size_t>(name_symbol(c));
    if (nodes_[at].next[symbol] == 0) {
      nodes_[at].next[symbol] = static_cast<std::uint32_t>(nodes_.size());
      nodes_.emplace_back();
    }
    at = nodes_[at].next[symbol];
  }
  if (nodes_[at].rows.empty() || nodes_[at].rows.back() != row) nodes_[at].rows.push_back(row);
}

void KeywordMachine::finish() {
  std::vector<std::uint32_t> fail(nodes_.size());
  std::vector<std::uint32_t> order;
  for (const std::uint32_t child : nodes_[0].next) {
    if (child != 0) order.push_back(child);
  }
  for (std::size_t at = 0; at < order.size(); ++at) {
    Node& node = nodes_[order[at]];
    const std::uint32_t shorter = fail[order[at]];
    node.shorter = nodes_[shorter].rows.empty() ? nodes_[shorter].shorter : shorter;
    for (std::size_t symbol = 0; symbol < kSymbols; ++symbol) {
      std::uint32_t& child = node.next[symbol];
      if (child == 0) {
        child = nodes_[shorter].next[symbol];
      } else {
        fail[child] = nodes_[shorter].next[symbol];
        order.push_back(child);
      }
    }
  }
}

}  // namespace clashlint
