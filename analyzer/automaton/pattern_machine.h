#pragma once

#include <bitset>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/value/regex.h"

namespace clashlint {

/// Symbols of texts: ASCII. What lies beyond it is in no universe of proofs.
using SymbolSet = std::bitset<128>;

/// A regular pattern as an automaton over ASCII texts without a line break,
/// made deterministic as it is walked. Answers "is there a match anywhere in
/// the text". A state is a number; states stay valid as long as the machine.
class PatternMachine {
 public:
  using State = std::int32_t;

  /// Nothing where the pattern is not regular (look-around, references) or is
  /// larger than kMaxPatternNodes.
  static std::optional<PatternMachine> of_regex(const Regex& regex);

  /// `*` any run, `?` any one symbol, over the whole text.
  static PatternMachine of_wildcard(std::string_view pattern);

  State start();
  /// The state behind one more symbol. Amortised O(1) for states met before.
  State next(State state, unsigned char symbol);
  /// Whether a match was found, whatever follows.
  bool matched(State state) const { return states_[static_cast<std::size_t>(state)].matched; }
  /// Whether there is a match if the text ends here.
  bool matches_at_end(State state);

  /// Steps taken so far to make states: what a search with it costs.
  std::int64_t steps() const { return steps_; }

  /// Symbols that the pattern tells apart: one representative of each class would do.
  const std::vector<SymbolSet>& classes() const { return classes_; }

 private:
  enum class Kind : std::uint8_t { symbols, split, begin, end, boundary, inside, accept };
  struct Node {
    Kind kind = Kind::accept;
    std::uint32_t set = 0;  ///< symbols: index into classes_
    std::int32_t out = -1;
    std::int32_t other = -1;  ///< split
  };
  enum class Before : std::uint8_t { nothing, word, other };
  enum class Behind : std::uint8_t { nothing, word, other };
  struct Known {
    std::vector<std::int32_t> nodes;
    Before before = Before::nothing;
    bool matched = false;
    std::optional<bool> at_end{};
    std::map<unsigned char, State> next{};
  };

  class Builder;

  State intern(Known state);
  /// Whether accept is reached from the nodes without a symbol.
  bool close(std::vector<std::int32_t>& nodes, Before before, Behind behind);

  std::vector<Node> nodes_;
  std::vector<SymbolSet> classes_;
  std::int32_t first_ = -1;
  std::vector<Known> states_;
  std::map<std::pair<std::vector<std::int32_t>, int>, State> by_nodes_;
  std::int64_t steps_ = 0;
};

inline constexpr std::size_t kMaxPatternNodes = 20'000;

}  // namespace clashlint
