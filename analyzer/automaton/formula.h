#pragma once

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "analyzer/automaton/text_space.h"

namespace clashlint {

/// A formula of one `Formulas`: equal ones have equal numbers.
using Formula = std::uint32_t;

/// Formulas over atoms, negations at the atoms only, each kept once.
class Formulas {
 public:
  enum class Kind : std::uint8_t { no, yes, literal, all, any };
  struct Node {
    Kind kind = Kind::no;
    Literal literal{};
    std::vector<Formula> parts{};  ///< all, any: sorted, two or more
    friend auto operator<=>(const Node&, const Node&) = default;
  };

  Formulas();

  static constexpr Formula kNo = 0;
  static constexpr Formula kYes = 1;

  Formula literal(AtomId atom, bool holds = true);
  Formula all_of(std::vector<Formula> parts);
  Formula any_of(std::vector<Formula> parts);
  Formula negation(Formula formula);
  /// The same with a test known to come out so or so.
  Formula with(Formula formula, AtomId atom, bool holds);
  /// The same where it was made before; kNone where it was not.
  Formula known_negation(Formula formula) const { return negated_[formula]; }
  static constexpr Formula kNone = ~Formula{0};

  const Node& operator[](Formula formula) const { return nodes_[formula]; }
  std::size_t size() const { return nodes_.size(); }

 private:
  Formula intern(Node node);
  Formula join(Kind kind, std::vector<Formula> parts);

  std::vector<Node> nodes_;
  std::vector<Formula> negated_;  ///< of each, or kNone
  std::map<Node, Formula> by_node_;
};

}  // namespace clashlint
