#pragma once

#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "analyzer/automaton/atom.h"

namespace clashlint {

/// A test and whether it has to hold.
struct Literal {
  AtomId atom = 0;
  bool holds = true;
  friend auto operator<=>(const Literal&, const Literal&) = default;
};

/// Which texts there are: names of hosts (lower case, letters, digits, `-`,
/// `_`, single dots between labels), or any printable ASCII.
enum class Texts : std::uint8_t { names, any };

/// May the text be empty, must it be?
enum class Emptiness : std::uint8_t { may_be, never };

/// Whether something is there. `unknown`: not proved either way within the limits.
enum class Found : std::uint8_t { no, yes, unknown };

struct TextAnswer {
  Found found = Found::no;
  std::string text{};  ///< yes: one for which all tests come out as wanted
};

/// Looks for texts. What is found was asked of the tests themselves; "no" is
/// proved: by going through finitely many, or by automata that take at least
/// what the wanted tests take and at most what the unwanted ones do.
class TextSpace {
 public:
  explicit TextSpace(const AtomTable& atoms) : atoms_(atoms) {}

  /// Answers are kept. Bounded by kMaxTextStates and kMaxTextTries.
  const TextAnswer& find(std::vector<Literal> literals, Texts texts, Emptiness emptiness);

  /// The patterns of a set, read once. `plain`: none of them has a `*`.
  struct Entry {
    Test test = Test::equals;  ///< equals, suffix, under, or wildcard for what has a `*`
    std::string text;
  };
  struct Entries {
    std::vector<Entry> all;
    bool plain = true;
  };
  const Entries& entries_of(const DomainSet& set);

  /// Whether one test takes every name that an entry takes. Sound, not complete.
  bool covers(AtomId test, const Entry& entry);

 private:
  class Search;
  struct Want;

  bool takes_all(const Want& other, const Want& wanted);

  using Key = std::tuple<std::vector<Literal>, Texts, Emptiness>;

  const AtomTable& atoms_;
  std::map<Key, TextAnswer> known_;
  std::unordered_map<const DomainSet*, Entries> entries_;
};

/// Product states of one search, and bytes of words in it.
inline constexpr std::size_t kMaxTextStates = 20'000;
inline constexpr std::size_t kMaxWordBytes = 400'000;
/// Texts that automata proposed and tests declined.
inline constexpr int kMaxTextTries = 200;
/// Entries of a wanted set that are gone through one by one.
inline constexpr std::size_t kMaxEntriesTried = 300'000;

/// Whether a text is a host name as there are in the universe of proofs.
bool is_host_name(std::string_view text);

}  // namespace clashlint
