#include "analyzer/automaton/word_machine.h"

#include <algorithm>

namespace clashlint {

int name_symbol(char symbol) {
  if (symbol >= 'a' && symbol <= 'z') return symbol - 'a';
  if (symbol >= '0' && symbol <= '9') return 26 + symbol - '0';
  if (symbol == '-') return 36;
  if (symbol == '_') return 37;
  if (symbol == '.') return 38;
  return symbol == kNameBegin ? 39 : -1;
}

// The mark in front of a name lets a word begin at a label in one way only.
template <typename Mark>
void WordMachine::add(std::string_view word, WordPlace place, Mark mark) {
  const bool possible =
      std::ranges::all_of(word, [](char c) { return c != kNameBegin && name_symbol(c) >= 0; });
  if (!possible) return;
  const bool begins_name = place == WordPlace::whole || place == WordPlace::at_label;
  if (begins_name) add_word(kNameBegin, word, mark);
  if (place == WordPlace::at_label || place == WordPlace::below) add_word('.', word, mark);
  if (place == WordPlace::anywhere) add_word('\0', word, mark);
}

template <typename Mark>
void WordMachine::add_word(char before, std::string_view word, Mark mark) {
  std::size_t at = 0;
  const auto step = [&](char c) {
    const auto symbol = static_cast<std::size_t>(name_symbol(c));
    if (nodes_[at].next[symbol] == 0) {
      nodes_[at].next[symbol] = static_cast<std::uint32_t>(nodes_.size());
      nodes_.emplace_back();
    }
    at = nodes_[at].next[symbol];
  };
  if (before != '\0') step(before);
  for (const char c : word) step(c);
  mark(nodes_[at]);
}

void WordMachine::forbid(std::string_view word, WordPlace place) {
  add(word, place, [&](Node& node) {
    if (place == WordPlace::anywhere) node.dead = true;
    node.bad_end = true;
  });
}

void WordMachine::demand(std::string_view word, WordPlace place, unsigned bit) {
  add(word, place, [&](Node& node) {
    const std::uint64_t mask = std::uint64_t{1} << bit;
    if (place == WordPlace::anywhere) node.seen |= mask;
    node.seen_at_end |= mask;
  });
}

void WordMachine::finish() {
  std::vector<std::uint32_t> fail(nodes_.size());
  std::vector<std::uint32_t> order;
  for (const std::uint32_t child : nodes_[0].next) {
    if (child != 0) order.push_back(child);
  }
  for (std::size_t at = 0; at < order.size(); ++at) {
    Node& node = nodes_[order[at]];
    const Node& shorter = nodes_[fail[order[at]]];
    node.dead = node.dead || shorter.dead;
    node.bad_end = node.bad_end || shorter.bad_end;
    node.seen |= shorter.seen;
    node.seen_at_end |= shorter.seen_at_end;
    for (std::size_t symbol = 0; symbol < kSymbols; ++symbol) {
      std::uint32_t& child = node.next[symbol];
      if (child == 0) {
        child = shorter.next[symbol];
      } else {
        fail[child] = shorter.next[symbol];
        order.push_back(child);
      }
    }
  }
  start_ = nodes_[0].next[static_cast<std::size_t>(name_symbol(kNameBegin))];
}

WordMachine::State WordMachine::next(State state, char symbol) const {
  return nodes_[state].next[static_cast<std::size_t>(name_symbol(symbol))];
}

bool WordMachine::uses(char symbol) const {
  const auto index = static_cast<std::size_t>(name_symbol(symbol));
  return std::ranges::any_of(nodes_, [&](const Node& node) { return node.next[index] != 0; });
}

}  // namespace clashlint
