#pragma once

#include <map>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "analyzer/automaton/atom.h"
#include "analyzer/automaton/text_product.h"
#include "analyzer/automaton/work.h"

namespace clashlint {

/// A test and whether it has to hold.
struct Literal {
  AtomId atom = 0;
  bool holds = true;
  friend auto operator<=>(const Literal&, const Literal&) = default;
};

/// May the text be empty, must it be?
enum class Emptiness : std::uint8_t { may_be, never };

/// Whether something is there. `unknown`: not proved either way within the limits.
enum class Found : std::uint8_t { no, yes, unknown };

struct TextAnswer {
  Found found = Found::no;
  std::string text{};  ///< yes: one for which all tests come out as wanted
};

/// Looks for texts. What is found was asked of the tests themselves; "no" is
/// proved: by one test that takes all of another, by going through finitely
/// many texts, or by automata (`TextProduct`).
class TextSpace {
 public:
  TextSpace(const AtomTable& atoms, Work& work) : atoms_(atoms), work_(work) {}

  /// Answers are kept. Bounded by what is left of the work, and by
  /// kMaxTextStates and kMaxTextTries for each search through automata.
  const TextAnswer& find(std::vector<Literal> literals, Texts texts, Emptiness emptiness);

 private:
  class Search;

  using Key = std::tuple<std::vector<Literal>, Texts, Emptiness>;

  /// What a set takes beside its plain entries, at most: `*` and whatever the
  /// core's search may run into behind it (`semantics.md` E.6).
  const std::vector<std::string>& wild_entries(const DomainSet& set);

  const AtomTable& atoms_;
  Work& work_;
  std::map<Key, TextAnswer> known_;
  std::unordered_map<const DomainSet*, std::vector<std::string>> wild_;
};

/// Whether a text is a host name as there are in the universe of proofs. An
/// address is none: the core does not see it as a name.
bool is_host_name(std::string_view text);

}  // namespace clashlint
