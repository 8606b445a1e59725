#include "analyzer/automaton/text_product.h"

#include <set>

namespace clashlint {
namespace {

/// Bits of a word machine, but for one.
constexpr unsigned kMaxDemanded = 63;

// Where all names are below a suffix, what is neither below nor above it is far away.
bool concerns(std::string_view text, const Wants& wants) {
  for (const Want& want : wants) {
    if (!want.holds || (want.test != Test::suffix && want.test != Test::under)) continue;
    if (text != want.text && !is_below(text, want.text) && !is_below(want.text, text)) return false;
  }
  return true;
}

}  // namespace

TextProduct::TextProduct(const Wants& wants, Texts texts) : texts_(texts) {
  for (const Want& want : wants) add(want, wants);
  if (word_bytes_ <= kMaxWordBytes) words_.finish();
}

void TextProduct::add(const Want& want, const Wants& all) {
  if (texts_ == Texts::names && is_word_test(want.test)) return add_word(want);
  if (want.test == Test::domain_set) return add_set(want, all);
  add_pattern(want);
}

void TextProduct::add_word(const Want& want) {
  word_bytes_ += want.text.size();
  if (!want.holds) return words_.forbid(want.text, place_of(want.test));
  if (demanded_ < kMaxDemanded) words_.demand(want.text, place_of(want.test), demanded_++);
}

// Unwanted: a wanted set was taken apart before.
void TextProduct::add_set(const Want& want, const Wants& all) {
  if (texts_ != Texts::names || want.holds) return;
  for (const NameEntry& entry : want.domains->entries()) {
    if (entry.form() == NameForm::other || !concerns(entry.text(), all)) continue;
    word_bytes_ += entry.size;
    if (word_bytes_ > kMaxWordBytes) return;
    words_.forbid(entry.text(), place_of(test_of(entry.form())));
  }
}

void TextProduct::add_pattern(const Want& want) {
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

std::string TextProduct::symbols() const {
  if (texts_ == Texts::names) return representatives(kNameSymbols);
  std::string every;
  for (char c = 'a'; c <= 'z'; ++c) every += c;
  for (char c = ' '; c < 127; ++c) {
    if (every.find(c) == std::string::npos) every += c;
  }
  return representatives(every);
}

// Symbols that no automaton tells apart: one of them will do.
std::string TextProduct::representatives(std::string_view every) const {
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

bool TextProduct::is_end(const Node& node) {
  if (texts_ == Texts::names && node.last == '.') return false;  // the empty text was tried before
  if (words_.bad_end(node.word)) return false;
  const std::uint64_t wanted = (std::uint64_t{1} << demanded_) - 1;
  if ((node.seen | words_.seen_at_end(node.word)) != wanted) return false;
  for (std::size_t at = 0; at < patterns_.size(); ++at) {
    if (patterns_[at].machine.matches_at_end(node.patterns[at]) != patterns_[at].holds) return false;
  }
  return true;
}

// False: no text goes on this way.
bool TextProduct::advance(Node& node, char symbol) {
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

// A symbol in every automaton, and the states that had to be made for the last one.
bool TextProduct::spend_step(Work& work) {
  std::int64_t made = 0;
  for (const Pattern& pattern : patterns_) made += pattern.machine.steps();
  const std::int64_t units = 3 + 2 * static_cast<std::int64_t>(patterns_.size()) + made - steps_made_;
  steps_made_ = made;
  return work.spend(units);
}

TextProduct::End TextProduct::explore(Work& work, const std::function<bool(const std::string&)>& accept) {
  if (word_bytes_ > kMaxWordBytes || !work.spend(static_cast<std::int64_t>(word_bytes_)))
    return End::too_costly;
  const std::string letters = symbols();
  std::vector<Step> steps(1);
  steps[0].node.word = words_.start();
  for (Pattern& pattern : patterns_) steps[0].node.patterns.push_back(pattern.machine.start());
  std::set<Node> seen{steps[0].node};
  int tries = 0;
  for (std::size_t at = 0; at < steps.size(); ++at) {
    if (at != 0 && is_end(steps[at].node)) {
      std::string text;
      for (std::size_t back = at; back != 0; back = steps[back].before) text += steps[back].symbol;
      if (accept({text.rbegin(), text.rend()})) return End::accepted;
      if (++tries > kMaxTextTries) return End::too_costly;
    }
    for (const char symbol : letters) {
      Node next = steps[at].node;
      if (!spend_step(work)) return End::too_costly;
      if (!advance(next, symbol) || !seen.insert(next).second) continue;
      if (steps.size() >= kMaxTextStates) return End::too_costly;
      steps.push_back({.node = std::move(next), .before = at, .symbol = symbol});
    }
  }
  // Declined texts say nothing about others that lead to the same state.
  return tries == 0 ? End::exhausted : End::declined;
}

}  // namespace clashlint
