#include "analyzer/automaton/text_space.h"

#include <algorithm>
#include <optional>
#include <set>

#include "analyzer/automaton/pattern_machine.h"
#include "analyzer/automaton/word_machine.h"

namespace clashlint {
namespace {

bool is_word_test(Test test) {
  return test == Test::equals || test == Test::suffix || test == Test::under || test == Test::keyword;
}

WordPlace place_of(Test test) {
  switch (test) {
    case Test::equals:
      return WordPlace::whole;
    case Test::suffix:
      return WordPlace::at_label;
    case Test::under:
      return WordPlace::below;
    default:
      return WordPlace::anywhere;
  }
}

/// Bits of a word machine, but for one.
constexpr unsigned kMaxDemanded = 63;
/// Literal runs of a pattern that are put together, and words tried for it.
constexpr std::size_t kMaxRuns = 8;
constexpr std::size_t kMaxGuesses = 5'000;
/// Searches through automata for the entries of one set.
constexpr int kMaxSearches = 2'000;

/// Labels that no list has, so that a name made of them is taken by what takes
/// every name there. `\x7f` is in no pattern, and in no name.
constexpr std::string_view kStrangeLabel = "\x7f";

}  // namespace

bool is_host_name(std::string_view text) {
  char last = '.';
  for (const char c : text) {
    if (c == kNameBegin || name_symbol(c) < 0 || (c == '.' && last == '.')) return false;
    last = c;
  }
  return last != '.';
}

/// A test as the searches want it: entries of sets are no atoms.
struct TextSpace::Want {
  Test test = Test::equals;
  std::string_view text{};
  const Regex* regex = nullptr;
  const DomainSet* domains = nullptr;
  bool holds = true;
};

/// One question.
class TextSpace::Search {
 public:
  Search(TextSpace& space, const std::vector<Literal>& literals, Texts texts, Emptiness emptiness)
      : space_(space), literals_(literals), texts_(texts), may_be_empty_(emptiness == Emptiness::may_be) {
    for (const Literal& literal : literals) {
      const Atom& atom = space.atoms_[literal.atom];
      wants_.push_back({.test = atom.test,
                        .text = atom.text,
                        .regex = atom.regex,
                        .domains = atom.domains,
                        .holds = literal.holds});
    }
  }

  TextAnswer run() {
    if (may_be_empty_ && fits("")) return {.found = Found::yes, .text = ""};
    return find(wants_);
  }

 private:
  using Wants = std::vector<Want>;

  bool is_possible(std::string_view text) const {
    if (text.empty()) return may_be_empty_;
    return texts_ == Texts::any || is_host_name(text);
  }

  bool fits(std::string_view text) const {
    return is_possible(text) && std::ranges::all_of(literals_, [&](const Literal& literal) {
             return space_.atoms_.holds_text(literal.atom, text) == literal.holds;
           });
  }

  static TextAnswer yes(std::string text) { return {.found = Found::yes, .text = std::move(text)}; }

  TextAnswer find(const Wants& wants) {
    const Want* set = nullptr;
    for (const Want& want : wants) {
      if (want.holds && want.test == Test::domain_set && (set == nullptr || size_of(want) < size_of(*set)))
        set = &want;
    }
    if (set != nullptr) return find_in_set(wants, *set);
    TextAnswer answer = find_quickly(wants);
    return answer.found == Found::unknown ? search_product(wants) : answer;
  }

  // One name that is wanted, one test that takes all, names that are likely to do. Unknown: none of these.
  TextAnswer find_quickly(const Wants& wants) {
    for (const Want& want : wants) {
      if (want.holds && want.test == Test::equals)
        return fits(want.text) ? yes(std::string(want.text)) : TextAnswer{.found = Found::no};
    }
    if (is_covered(wants)) return {.found = Found::no};
    for (std::string& candidate : candidates(wants)) {
      if (fits(candidate)) return yes(std::move(candidate));
    }
    for (const Want& want : wants) {
      if (!want.holds || want.test != Test::regex || PatternMachine::of_regex(*want.regex)) continue;
      for (std::string& candidate : guesses(want.regex->pattern())) {
        if (fits(candidate)) return yes(std::move(candidate));
      }
    }
    return {.found = Found::unknown};
  }

  std::size_t size_of(const Want& want) const { return space_.entries_of(*want.domains).all.size(); }

  // A name is in a set by one of its entries. What is quickly settled comes first.
  TextAnswer find_in_set(const Wants& wants, const Want& set) {
    const Entries& entries = space_.entries_of(*set.domains);
    if (entries.all.size() > kMaxEntriesTried) return {.found = Found::unknown};
    Wants each;
    for (const Want& want : wants) {
      if (&want != &set) each.push_back(want);
    }
    each.emplace_back();
    const bool has_other_set = std::ranges::any_of(
        each, [](const Want& want) { return want.holds && want.test == Test::domain_set; });
    std::vector<const Entry*> open;
    for (const Entry& entry : entries.all) {
      each.back() = {.test = entry.test, .text = entry.text, .holds = true};
      TextAnswer one = has_other_set ? TextAnswer{.found = Found::unknown} : find_quickly(each);
      if (one.found == Found::yes) return one;
      if (one.found == Found::unknown) open.push_back(&entry);
    }
    TextAnswer answer;
    for (const Entry* entry : open) {
      each.back() = {.test = entry->test, .text = entry->text, .holds = true};
      TextAnswer one = has_other_set ? find(each) : search_product(each);
      if (one.found == Found::yes) return one;
      if (one.found == Found::unknown) answer.found = Found::unknown;
    }
    return answer;
  }

  // --- One unwanted test that takes all that a wanted one does: the usual proof, without automata.
  bool is_covered(const Wants& wants) {
    for (const Want& wanted : wants) {
      if (!wanted.holds || !is_word_test(wanted.test)) continue;
      for (const Want& other : wants) {
        if (!other.holds && takes_all(other, wanted)) return true;
      }
    }
    return false;
  }

  bool takes_all(const Want& other, const Want& wanted) { return space_.takes_all(other, wanted); }

  // --- Names that are likely to do. A person can read them.
  static std::vector<std::string> candidates(const Wants& wants) {
    std::vector<std::string> names;
    std::string keywords;
    for (const Want& want : wants) {
      if (want.holds && want.test == Test::keyword) keywords += std::string(want.text);
    }
    for (const Want& want : wants) {
      if (!want.holds || (want.test != Test::suffix && want.test != Test::under)) continue;
      const std::string rest(want.text);
      for (const char* front : {"", "www.", "a.", "x7q.", "zz9.x7q.", "0-_k."}) {
        names.push_back(front + rest);
        if (!keywords.empty()) names.push_back(std::string(front) + keywords + "." + rest);
      }
    }
    if (!keywords.empty()) {
      for (const char* back : {"", ".com", ".example", "x"}) names.push_back(keywords + back);
    }
    if (names.empty()) {
      for (const char* name : {"www.example.com", "example.com", "x7q.zz9", "nas", "a", "curl"})
        names.emplace_back(name);
    }
    return names;
  }

  // Of a pattern that no automaton takes: its literal runs put together, and what other rules name.
  std::vector<std::string> guesses(std::string_view pattern) const {
    std::vector<std::string> runs;
    bool open = false;
    for (std::size_t at = 0; at < pattern.size(); ++at) {
      const bool escaped = pattern[at] == '\\' && at + 1 < pattern.size();
      if (escaped) ++at;
      const char c =
          pattern[at] >= 'A' && pattern[at] <= 'Z' ? static_cast<char>(pattern[at] - 'A' + 'a') : pattern[at];
      const bool literal =
          c != kNameBegin && name_symbol(c) >= 0 && (escaped ? name_symbol(c) >= 36 : c != '.');
      if (literal && !open) runs.emplace_back();
      if (literal) runs.back() += c;
      open = literal;
    }
    if (runs.size() > kMaxRuns) runs.resize(kMaxRuns);
    std::vector<std::string> words;
    for (const std::string& one : runs) {
      words.push_back(one);
      words.push_back("www." + one);
      for (const std::string& two : runs) {
        words.push_back(one + two);
        words.push_back(one + one + two);
        for (const std::string& three : runs) words.push_back(one + two + three);
      }
    }
    for (AtomId id = 0; id < space_.atoms_.size() && words.size() < kMaxGuesses; ++id) {
      const Atom& atom = space_.atoms_[id];
      if (atom.field == Field::name && (atom.test == Test::equals || atom.test == Test::suffix)) {
        words.push_back(atom.text);
        words.push_back("www." + atom.text);
      }
    }
    return words;
  }

  // --- All automata side by side, shortest text first.
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

  void add_pattern(const Want& want) {
    std::optional<PatternMachine> machine;
    if (want.test == Test::regex) {
      machine = PatternMachine::of_regex(*want.regex);
    } else {
      // `*` and `?` cannot be escaped.
      const bool wild = want.text.find_first_of("*?") != std::string_view::npos;
      if (want.test != Test::wildcard && wild) return;
      std::string pattern(want.text);
      if (want.test == Test::keyword) pattern = "*" + pattern + "*";
      machine = PatternMachine::of_wildcard(pattern);
    }
    if (machine) patterns_.push_back({.machine = std::move(*machine), .holds = want.holds});
  }

  // What takes no part in it is left to the tests: more is proposed then.
  void add(const Want& want, const Wants& all) {
    if (texts_ == Texts::names && is_word_test(want.test)) return add_word(want);
    if (want.test == Test::domain_set) return add_set(want, all);
    add_pattern(want);
  }

  void add_word(const Want& want) {
    word_bytes_ += want.text.size();
    if (!want.holds) return words_.forbid(want.text, place_of(want.test));
    if (demanded_ < kMaxDemanded) words_.demand(want.text, place_of(want.test), demanded_++);
  }

  // Unwanted: a wanted set was taken apart before.
  void add_set(const Want& want, const Wants& all) {
    const Entries& entries = space_.entries_of(*want.domains);
    if (!entries.plain) return;
    for (const Entry& entry : entries.all) {
      if (!concerns(entry, all)) continue;
      word_bytes_ += entry.text.size();
      if (word_bytes_ > kMaxWordBytes) return;
      words_.forbid(entry.text, place_of(entry.test));
    }
  }

  // Where all names are below a suffix, what is neither below nor above it is far away.
  static bool concerns(const Entry& entry, const Wants& all) {
    for (const Want& want : all) {
      if (!want.holds || (want.test != Test::suffix && want.test != Test::under)) continue;
      if (entry.text != want.text && !is_below(entry.text, want.text) && !is_below(want.text, entry.text))
        return false;
    }
    return true;
  }

  std::string symbols() {
    if (texts_ == Texts::any) {
      std::string every;
      for (char c = 'a'; c <= 'z'; ++c) every += c;
      for (char c = ' '; c < 127; ++c) {
        if (every.find(c) == std::string::npos) every += c;
      }
      return representatives(every);
    }
    return representatives(kNameSymbols);
  }

  // Symbols that no automaton tells apart: one of them will do.
  std::string representatives(std::string_view every) {
    std::string chosen;
    std::set<std::vector<bool>> kinds;
    for (const char c : every) {
      const bool word = texts_ == Texts::names && words_.uses(c);
      std::vector<bool> kind{c == '.', c == '-'};
      for (const Pattern& pattern : patterns_) {
        for (const SymbolSet& set : pattern.machine.classes())
          kind.push_back(set.test(static_cast<unsigned char>(c)));
      }
      if (kinds.insert(std::move(kind)).second || word) chosen += c;
    }
    return chosen;
  }

  bool is_end(const Node& node) {
    if (texts_ == Texts::names && node.last == '.') return false;  // the empty text was tried before
    if (words_.bad_end(node.word)) return false;
    const std::uint64_t wanted = (std::uint64_t{1} << demanded_) - 1;
    if ((node.seen | words_.seen_at_end(node.word)) != wanted) return false;
    for (std::size_t at = 0; at < patterns_.size(); ++at) {
      if (patterns_[at].machine.matches_at_end(node.patterns[at]) != patterns_[at].holds) return false;
    }
    return true;
  }

  /// False: no text goes on this way.
  bool advance(Node& node, char symbol) {
    if (texts_ == Texts::names) {
      if (symbol == '.' && node.last == '.') return false;
      node.last = symbol == '.' ? '.' : 'a';
      node.word = words_.next(node.word, symbol);
      if (words_.is_dead(node.word)) return false;
      node.seen |= words_.seen(node.word);
    } else {
      node.last = 'a';
    }
    for (std::size_t at = 0; at < patterns_.size(); ++at) {
      PatternMachine& machine = patterns_[at].machine;
      node.patterns[at] = machine.next(node.patterns[at], static_cast<unsigned char>(symbol));
      if (!patterns_[at].holds && machine.matched(node.patterns[at])) return false;
    }
    return true;
  }

  std::string text_of(const std::vector<Step>& steps, std::size_t at) const {
    std::string text;
    for (; at != 0; at = steps[at].before) text += steps[at].symbol;
    return {text.rbegin(), text.rend()};
  }

  TextAnswer search_product(const Wants& wants) {
    if (++searches_ > kMaxSearches) return {.found = Found::unknown};
    words_ = {};
    patterns_.clear();
    demanded_ = 0;
    word_bytes_ = 0;
    for (const Want& want : wants) add(want, wants);
    if (word_bytes_ > kMaxWordBytes) return {.found = Found::unknown};
    words_.finish();
    return explore();
  }

  TextAnswer explore() {
    const std::string letters = symbols();
    std::vector<Step> steps(1);
    steps[0].node.word = words_.start();
    for (Pattern& pattern : patterns_) steps[0].node.patterns.push_back(pattern.machine.start());
    std::set<Node> seen{steps[0].node};
    int tries = 0;
    for (std::size_t at = 0; at < steps.size(); ++at) {
      if (at != 0 && is_end(steps[at].node)) {
        std::string text = text_of(steps, at);
        if (fits(text)) return yes(std::move(text));
        if (++tries > kMaxTextTries) return {.found = Found::unknown};
      }
      for (const char symbol : letters) {
        Node next = steps[at].node;
        if (!advance(next, symbol) || !seen.insert(next).second) continue;
        if (steps.size() >= kMaxTextStates) return {.found = Found::unknown};
        steps.push_back({.node = std::move(next), .before = at, .symbol = symbol});
      }
    }
    // Declined texts say nothing about others that lead to the same state.
    return {.found = tries == 0 ? Found::no : Found::unknown};
  }

  TextSpace& space_;
  const std::vector<Literal>& literals_;
  Texts texts_;
  bool may_be_empty_;
  Wants wants_;
  WordMachine words_;
  std::vector<Pattern> patterns_;
  unsigned demanded_ = 0;
  std::size_t word_bytes_ = 0;
  int searches_ = 0;
};

bool TextSpace::takes_all(const Want& other, const Want& wanted) {
  const std::string_view text = wanted.text;
  if (other.test == Test::keyword) return text.find(other.text) != std::string_view::npos;
  if (wanted.test == Test::keyword) return false;
  const bool apex = wanted.test == Test::suffix;
  switch (other.test) {
    case Test::suffix:
      return text == other.text || is_below(text, other.text);
    case Test::under:
      return is_below(text, other.text) || (!apex && text == other.text);
    case Test::domain_set: {
      if (!entries_of(*other.domains).plain) return false;
      const std::string below = std::string(kStrangeLabel) + "." + std::string(text);
      return other.domains->contains(below) && (!apex || other.domains->contains(text));
    }
    default:
      return false;
  }
}

bool TextSpace::covers(AtomId test, const Entry& entry) {
  const Atom& atom = atoms_[test];
  const Want other{.test = atom.test, .text = atom.text, .regex = atom.regex, .domains = atom.domains};
  if (entry.test == Test::wildcard) return false;
  if (entry.test == Test::equals) return atoms_.holds_text(test, entry.text);
  return takes_all(other, {.test = entry.test, .text = entry.text});
}

const TextAnswer& TextSpace::find(std::vector<Literal> literals, Texts texts, Emptiness emptiness) {
  std::ranges::sort(literals);
  literals.erase(std::unique(literals.begin(), literals.end()), literals.end());
  Key key(std::move(literals), texts, emptiness);
  if (const auto known = known_.find(key); known != known_.end()) return known->second;
  TextAnswer answer = Search(*this, std::get<0>(key), texts, emptiness).run();
  return known_.emplace(std::move(key), std::move(answer)).first->second;
}

const TextSpace::Entries& TextSpace::entries_of(const DomainSet& set) {
  const auto [place, fresh] = entries_.try_emplace(&set);
  if (!fresh) return place->second;
  Entries& entries = place->second;
  for (std::string& pattern : set.patterns()) {
    if (pattern.find('*') != std::string::npos) {
      entries.plain = false;
      // `*` of a wildcard takes more than `*` of a set.
      if (pattern.starts_with("+.")) {
        entries.all.push_back({.test = Test::wildcard, .text = pattern.substr(2)});
        pattern.replace(0, 1, "*");
      }
      entries.all.push_back({.test = Test::wildcard, .text = std::move(pattern)});
    } else if (pattern.starts_with("+.")) {
      entries.all.push_back({.test = Test::suffix, .text = pattern.substr(2)});
    } else if (pattern.starts_with('.')) {
      entries.all.push_back({.test = Test::under, .text = pattern.substr(1)});
    } else {
      entries.all.push_back({.test = Test::equals, .text = std::move(pattern)});
    }
  }
  return entries;
}

}  // namespace clashlint
