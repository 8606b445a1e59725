#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/automaton/pattern_machine.h"
#include "analyzer/automaton/text_want.h"
#include "analyzer/automaton/word_machine.h"
#include "analyzer/automaton/work.h"

namespace clashlint {

/// Which texts there are: names of hosts (lower case, letters, digits, `-`,
/// `_`, single dots between labels), or any printable ASCII.
enum class Texts : std::uint8_t { names, any };

/// All automata of a question side by side, walked breadth first. Each takes at
/// least what a wanted test does and at most what an unwanted one does; tests
/// that have no automaton take no part, so that more is proposed.
class TextProduct {
 public:
  enum class End : std::uint8_t { accepted, exhausted, declined, too_costly };

  TextProduct(const Wants& wants, Texts texts);

  /// Proposes texts, shortest first, until one is accepted. `exhausted`: there
  /// was none that had to be declined, which proves that there is no text at all.
  End explore(Work& work, const std::function<bool(const std::string&)>& accept);

 private:
  struct Node {
    WordMachine::State word = 0;
    std::uint64_t seen = 0;
    std::vector<PatternMachine::State> patterns{};
    char last = '.';  ///< names: whether a label is open
    friend auto operator<=>(const Node&, const Node&) = default;
  };
  struct Step {
    Node node;
    std::size_t before = 0;
    char symbol = '\0';
  };
  struct Pattern {
    PatternMachine machine;
    bool holds = true;
  };

  void add(const Want& want, const Wants& all);
  void add_word(const Want& want);
  void add_set(const Want& want, const Wants& all);
  void add_pattern(const Want& want);
  std::string symbols() const;
  std::string representatives(std::string_view every) const;
  bool is_end(const Node& node);
  bool spend_step(Work& work);
  bool advance(Node& node, char symbol);

  Texts texts_;
  WordMachine words_;
  std::vector<Pattern> patterns_;
  unsigned demanded_ = 0;
  std::size_t word_bytes_ = 0;
  std::int64_t steps_made_ = 0;  ///< by the automata of patterns
};

/// Product states of one search, and bytes of words in it.
inline constexpr std::size_t kMaxTextStates = 20'000;
inline constexpr std::size_t kMaxWordBytes = 400'000;
/// Texts that automata proposed and tests declined.
inline constexpr int kMaxTextTries = 200;

}  // namespace clashlint
