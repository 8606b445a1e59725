#include "analyzer/automaton/text_space.h"

#include <algorithm>

#include "analyzer/automaton/text_candidates.h"
#include "rules/value/ip.h"

namespace clashlint {
namespace {

/// Words tried for a pattern that no automaton takes.
constexpr std::size_t kMaxGuesses = 5'000;
/// What an entry of a wanted set costs.
constexpr std::int64_t kEntryUnits = 40;

bool looks_like_address(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c == '.' || (c >= '0' && c <= '9'); });
}

}  // namespace

bool is_host_name(std::string_view text) {
  char last = '.';
  for (const char c : text) {
    if (c == kNameBegin || name_symbol(c) < 0 || (c == '.' && last == '.')) return false;
    last = c;
  }
  return last != '.' && !(looks_like_address(text) && parse_ip(text));
}

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
    const auto set = std::ranges::find_if(
        wants, [](const Want& want) { return want.holds && want.test == Test::domain_set; });
    if (set != wants.end()) return find_in_set(wants, *smallest_set(wants));
    TextAnswer answer = find_quickly(wants);
    return answer.found == Found::unknown ? search_product(wants) : answer;
  }

  static const Want* smallest_set(const Wants& wants) {
    const Want* smallest = nullptr;
    for (const Want& want : wants) {
      if (!want.holds || want.test != Test::domain_set) continue;
      const std::size_t size = want.domains->entries().size();
      if (smallest == nullptr || size < smallest->domains->entries().size()) smallest = &want;
    }
    return smallest;
  }

  // One name that is wanted, one test that takes all, names that are likely to do. Unknown: none of these.
  TextAnswer find_quickly(const Wants& wants) {
    for (const Want& want : wants) {
      if (want.holds && want.test == Test::equals)
        return fits(want.text) ? yes(std::string(want.text)) : TextAnswer{.found = Found::no};
    }
    if (is_covered(wants)) return {.found = Found::no};
    for (std::string& candidate : likely_names(wants)) {
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

  // One unwanted test that takes all that a wanted one does: the usual proof, without automata.
  static bool is_covered(const Wants& wants) {
    return std::ranges::any_of(wants, [&](const Want& wanted) {
      return wanted.holds && std::ranges::any_of(wants, [&](const Want& other) {
               return !other.holds && takes_all(other, wanted);
             });
    });
  }

  // A name is in a set by one of its entries. What is quickly settled comes first.
  TextAnswer find_in_set(const Wants& wants, const Want& set) {
    const std::span<const NameEntry> entries = set.domains->entries();
    Wants each;
    for (const Want& want : wants) {
      if (&want != &set) each.push_back(want);
    }
    each.emplace_back();
    const bool has_other_set = std::ranges::any_of(
        each, [](const Want& want) { return want.holds && want.test == Test::domain_set; });
    Wants open;
    for (const NameEntry& entry : entries) {
      if (entry.form() == NameForm::other) continue;
      if (!space_.work_.spend(kEntryUnits)) return {.found = Found::unknown};
      each.back() = {.test = test_of(entry.form()), .text = entry.text()};
      TextAnswer one = has_other_set ? TextAnswer{.found = Found::unknown} : find_quickly(each);
      if (one.found == Found::yes) return one;
      if (one.found == Found::unknown) open.push_back(each.back());
    }
    for (const std::string& wild : space_.wild_entries(*set.domains))
      open.push_back({.test = Test::wildcard, .text = wild});
    TextAnswer answer;
    for (const Want& entry : open) {
      each.back() = entry;
      TextAnswer one = has_other_set ? find(each) : search_product(each);
      if (one.found == Found::yes) return one;
      if (one.found == Found::unknown) answer.found = Found::unknown;
    }
    return answer;
  }

  std::vector<std::string> guesses(std::string_view pattern) const {
    std::vector<std::string> words = guessed_names(pattern);
    for (AtomId id = 0; id < space_.atoms_.size() && words.size() < kMaxGuesses; ++id) {
      const Atom& atom = space_.atoms_[id];
      if (atom.field == Field::name && (atom.test == Test::equals || atom.test == Test::suffix)) {
        words.push_back(atom.text);
        words.push_back("www." + atom.text);
      }
    }
    return words;
  }

  TextAnswer search_product(const Wants& wants) {
    if (space_.work_.spent()) return {.found = Found::unknown};
    TextAnswer answer;
    const TextProduct::End end =
        TextProduct(wants, texts_).explore(space_.work_, [&](const std::string& text) {
          if (!fits(text)) return false;
          answer = yes(text);
          return true;
        });
    if (end == TextProduct::End::declined || end == TextProduct::End::too_costly)
      answer.found = Found::unknown;
    return answer;
  }

  TextSpace& space_;
  const std::vector<Literal>& literals_;
  Texts texts_;
  bool may_be_empty_;
  Wants wants_;
};

const TextAnswer& TextSpace::find(std::vector<Literal> literals, Texts texts, Emptiness emptiness) {
  std::ranges::sort(literals);
  literals.erase(std::unique(literals.begin(), literals.end()), literals.end());
  Key key(std::move(literals), texts, emptiness);
  if (const auto known = known_.find(key); known != known_.end()) return known->second;
  TextAnswer answer = Search(*this, std::get<0>(key), texts, emptiness).run();
  return known_.emplace(std::move(key), std::move(answer)).first->second;
}

// Behind its last `*` or `+` (names are searched from their end) the search may
// go on in the middle of any other entry.
const std::vector<std::string>& TextSpace::wild_entries(const DomainSet& set) {
  const auto [place, fresh] = wild_.try_emplace(&set);
  if (!fresh) return place->second;
  std::vector<std::string>& wild = place->second;
  for (const NameEntry& entry : set.entries()) {
    const std::string_view text = entry.text();
    // A lone `+` takes no name, only the lack of one.
    if (entry.form() != NameForm::other || text == "+") continue;
    const std::size_t last = text.find_last_of("*+");
    wild.push_back(last == std::string_view::npos ? std::string(text)
                                                  : "*" + std::string(text.substr(last + 1)));
  }
  std::ranges::sort(wild);
  wild.erase(std::unique(wild.begin(), wild.end()), wild.end());
  return wild;
}

}  // namespace clashlint
