#include "analyzer/automaton/pattern_machine.h"

#include <algorithm>

namespace clashlint {
namespace {

constexpr int kMaxRepeat = 1000;
constexpr int kMaxNesting = 200;

bool is_word(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// A regular expression in the plain form of `Regex::plain_form`, as a tree.
struct Piece {
  enum class Kind : std::uint8_t { nothing, symbols, begin, end, boundary, inside, all, any, repeat };
  Kind kind = Kind::nothing;
  SymbolSet symbols{};
  std::vector<Piece> parts{};
  int least = 0;
  int most = -1;  ///< -1: no bound
};

/// Reads what the translator writes: literals, `\x{..}`, classes, groups,
/// alternatives, quantifiers, `\A \z \b \B`. Nothing for any other text.
class PlainReader {
 public:
  explicit PlainReader(std::string_view text) : text_(text) {}

  std::optional<Piece> read() {
    std::optional<Piece> piece = alternatives(0);
    return at_ == text_.size() ? piece : std::nullopt;
  }

 private:
  bool take(std::string_view word) {
    if (!text_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }
  bool ends() const { return at_ == text_.size() || text_[at_] == '|' || text_[at_] == ')'; }

  std::optional<Piece> alternatives(int depth) {
    if (depth > kMaxNesting) return std::nullopt;
    Piece any{.kind = Piece::Kind::any};
    do {
      std::optional<Piece> one = sequence(depth);
      if (!one) return std::nullopt;
      any.parts.push_back(std::move(*one));
    } while (take("|"));
    return any.parts.size() == 1 ? std::move(any.parts.front()) : std::move(any);
  }

  std::optional<Piece> sequence(int depth) {
    Piece all{.kind = Piece::Kind::all};
    while (!ends()) {
      std::optional<Piece> one = atom(depth);
      if (!one || !quantify(*one)) return std::nullopt;
      all.parts.push_back(std::move(*one));
    }
    return all;
  }

  std::optional<Piece> atom(int depth) {
    if (take("(?:")) {
      std::optional<Piece> inner = alternatives(depth + 1);
      return inner && take(")") ? inner : std::nullopt;
    }
    if (take("\\A")) return Piece{.kind = Piece::Kind::begin};
    if (take("\\z")) return Piece{.kind = Piece::Kind::end};
    if (take("\\b")) return Piece{.kind = Piece::Kind::boundary};
    if (take("\\B")) return Piece{.kind = Piece::Kind::inside};
    Piece symbols{.kind = Piece::Kind::symbols};
    if (take("[")) {
      if (!members(symbols.symbols)) return std::nullopt;
      return symbols;
    }
    if (text_.substr(at_).find_first_of("(*+?{^$.") == 0) return std::nullopt;
    const std::optional<unsigned> code = symbol();
    if (!code) return std::nullopt;
    if (*code < 128) symbols.symbols.set(*code);
    return symbols;
  }

  std::optional<unsigned> number(int base, std::size_t most) {
    unsigned value = 0;
    const std::size_t first = at_;
    for (; at_ < text_.size() && at_ - first < most; ++at_) {
      const char c = text_[at_];
      const int digit = c >= '0' && c <= '9'                 ? c - '0'
                        : base == 16 && c >= 'a' && c <= 'f' ? c - 'a' + 10
                        : base == 16 && c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                             : -1;
      if (digit < 0) break;
      value = value * static_cast<unsigned>(base) + static_cast<unsigned>(digit);
    }
    return at_ == first ? std::nullopt : std::optional(value);
  }

  std::optional<unsigned> symbol() {
    if (take("\\x{")) {
      const std::optional<unsigned> code = number(16, 6);
      return code && take("}") ? code : std::nullopt;
    }
    if (take("\\x")) return number(16, 2);
    if (take("\\n")) return '\n';
    if (take("\\")) {
      if (at_ == text_.size() || is_word(static_cast<unsigned char>(text_[at_]))) return std::nullopt;
    }
    if (at_ == text_.size() || static_cast<unsigned char>(text_[at_]) >= 128) return std::nullopt;
    return static_cast<unsigned char>(text_[at_++]);
  }

  bool members(SymbolSet& set) {
    const bool outside = take("^");
    while (!take("]")) {
      const std::optional<unsigned> first = symbol();
      if (!first) return false;
      std::optional<unsigned> last = first;
      if (text_.substr(at_).starts_with("-") && !text_.substr(at_).starts_with("-]")) {
        ++at_;
        last = symbol();
      }
      if (!last) return false;
      for (unsigned code = *first; code <= *last && code < 128; ++code) set.set(code);
    }
    if (outside) set.flip();
    return true;
  }

  // Greed changes nothing of whether there is a match.
  bool quantify(Piece& piece) {
    int least = 1;
    int most = 1;
    if (take("*")) {
      least = 0;
      most = -1;
    } else if (take("+")) {
      most = -1;
    } else if (take("?")) {
      least = 0;
    } else if (take("{")) {
      const std::optional<unsigned> low = number(10, 5);
      if (!low) return false;
      least = most = static_cast<int>(*low);
      if (take(",")) {
        const std::optional<unsigned> high = number(10, 5);
        most = high ? static_cast<int>(*high) : -1;
      }
      if (!take("}")) return false;
    } else {
      return true;
    }
    take("?");
    if (least > kMaxRepeat || most > kMaxRepeat) return false;
    Piece repeat{.kind = Piece::Kind::repeat};
    repeat.parts.push_back(std::move(piece));
    repeat.least = least;
    repeat.most = most;
    piece = std::move(repeat);
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

/// Nodes are made from the end: each piece knows what comes behind it.
class PatternMachine::Builder {
 public:
  explicit Builder(PatternMachine& machine) : machine_(machine) { accept_ = add({.kind = Kind::accept}); }

  std::int32_t accept() const { return accept_; }
  bool too_large() const { return machine_.nodes_.size() > kMaxPatternNodes; }

  std::int32_t add(Node node) {
    machine_.nodes_.push_back(node);
    return static_cast<std::int32_t>(machine_.nodes_.size()) - 1;
  }

  std::int32_t symbols(const SymbolSet& set, std::int32_t out) {
    auto found = std::ranges::find(machine_.classes_, set);
    if (found == machine_.classes_.end()) found = machine_.classes_.insert(found, set);
    return add({.kind = Kind::symbols,
                .set = static_cast<std::uint32_t>(found - machine_.classes_.begin()),
                .out = out});
  }

  std::int32_t build(const Piece& piece, std::int32_t out) {
    if (too_large()) return out;
    switch (piece.kind) {
      case Piece::Kind::nothing:
        return out;
      case Piece::Kind::symbols:
        return symbols(piece.symbols, out);
      case Piece::Kind::begin:
        return add({.kind = Kind::begin, .out = out});
      case Piece::Kind::end:
        return add({.kind = Kind::end, .out = out});
      case Piece::Kind::boundary:
        return add({.kind = Kind::boundary, .out = out});
      case Piece::Kind::inside:
        return add({.kind = Kind::inside, .out = out});
      case Piece::Kind::all:
        for (auto part = piece.parts.rbegin(); part != piece.parts.rend(); ++part) out = build(*part, out);
        return out;
      case Piece::Kind::any:
        return any_of(piece, out);
      case Piece::Kind::repeat:
        return repeat(piece, out);
    }
    return out;
  }

 private:
  std::int32_t any_of(const Piece& piece, std::int32_t out) {
    std::int32_t first = build(piece.parts.back(), out);
    for (std::size_t at = piece.parts.size() - 1; at-- > 0;) {
      const std::int32_t one = build(piece.parts[at], out);
      first = add({.kind = Kind::split, .out = one, .other = first});
    }
    return first;
  }

  std::int32_t repeat(const Piece& piece, std::int32_t out) {
    const Piece& inner = piece.parts.front();
    if (piece.most < 0) {
      const std::int32_t again = add({.kind = Kind::split, .other = out});
      machine_.nodes_[static_cast<std::size_t>(again)].out = build(inner, again);
      out = again;
    } else {
      const std::int32_t behind = out;
      for (int at = piece.least; at < piece.most && !too_large(); ++at)
        out = add({.kind = Kind::split, .out = build(inner, out), .other = behind});
    }
    for (int at = 0; at < piece.least && !too_large(); ++at) out = build(inner, out);
    return out;
  }

  PatternMachine& machine_;
  std::int32_t accept_;
};

std::optional<PatternMachine> PatternMachine::of_regex(const Regex& regex) {
  const std::optional<std::string> plain = regex.plain_form();
  if (!plain) return std::nullopt;
  const std::optional<Piece> piece = PlainReader(*plain).read();
  if (!piece) return std::nullopt;
  PatternMachine machine;
  Builder builder(machine);
  machine.first_ = builder.build(*piece, builder.accept());
  if (builder.too_large()) return std::nullopt;
  return machine;
}

PatternMachine PatternMachine::of_wildcard(std::string_view pattern) {
  PatternMachine machine;
  Builder builder(machine);
  std::int32_t out = builder.add({.kind = Kind::end, .out = builder.accept()});
  const SymbolSet every = SymbolSet().set();
  for (auto at = pattern.rbegin(); at != pattern.rend(); ++at) {
    if (*at == '*') {
      const std::int32_t again = builder.add({.kind = Kind::split, .other = out});
      machine.nodes_[static_cast<std::size_t>(again)].out = builder.symbols(every, again);
      out = again;
    } else if (*at == '?') {
      out = builder.symbols(every, out);
    } else {
      SymbolSet one;
      if (static_cast<unsigned char>(*at) < 128) one.set(static_cast<unsigned char>(*at));
      out = builder.symbols(one, out);
    }
  }
  machine.first_ = builder.add({.kind = Kind::begin, .out = out});
  return machine;
}

PatternMachine::State PatternMachine::intern(Known state) {
  std::ranges::sort(state.nodes);
  state.nodes.erase(std::unique(state.nodes.begin(), state.nodes.end()), state.nodes.end());
  const int flags = static_cast<int>(state.before) * 2 + (state.matched ? 1 : 0);
  const auto [place, fresh] = by_nodes_.try_emplace({state.nodes, flags}, static_cast<State>(states_.size()));
  if (fresh) states_.push_back(std::move(state));
  return place->second;
}

PatternMachine::State PatternMachine::start() { return intern({}); }

bool PatternMachine::close(std::vector<std::int32_t>& nodes, Before before, Behind behind) {
  std::vector<bool> seen(nodes_.size());
  steps_ += static_cast<std::int64_t>(nodes_.size() / 64 + 4 * nodes.size() + 8);
  std::vector<std::int32_t> todo(nodes);
  todo.push_back(first_);  // a match may begin anywhere
  nodes.clear();
  const bool at_boundary = (before == Before::word) != (behind == Behind::word);
  while (!todo.empty()) {
    const std::int32_t at = todo.back();
    todo.pop_back();
    if (seen[static_cast<std::size_t>(at)]) continue;
    seen[static_cast<std::size_t>(at)] = true;
    const Node& node = nodes_[static_cast<std::size_t>(at)];
    bool goes_on = false;
    switch (node.kind) {
      case Kind::accept:
        return true;
      case Kind::symbols:
        nodes.push_back(at);
        break;
      case Kind::split:
        todo.push_back(node.other);
        goes_on = true;
        break;
      case Kind::begin:
        goes_on = before == Before::nothing;
        break;
      case Kind::end:
        goes_on = behind == Behind::nothing;
        break;
      case Kind::boundary:
        goes_on = at_boundary;
        break;
      case Kind::inside:
        goes_on = !at_boundary;
        break;
    }
    if (goes_on) todo.push_back(node.out);
  }
  return false;
}

PatternMachine::State PatternMachine::next(State state, unsigned char symbol) {
  const auto at = static_cast<std::size_t>(state);
  if (states_[at].matched) return state;
  if (const auto known = states_[at].next.find(symbol); known != states_[at].next.end()) return known->second;
  Known behind;
  std::vector<std::int32_t> nodes = states_[at].nodes;
  if (close(nodes, states_[at].before, is_word(symbol) ? Behind::word : Behind::other)) {
    behind.matched = true;
  } else {
    behind.before = is_word(symbol) ? Before::word : Before::other;
    for (const std::int32_t node : nodes) {
      const Node& one = nodes_[static_cast<std::size_t>(node)];
      if (classes_[one.set].test(symbol)) behind.nodes.push_back(one.out);
    }
  }
  const State found = intern(std::move(behind));
  states_[at].next.emplace(symbol, found);
  return found;
}

bool PatternMachine::matches_at_end(State state) {
  Known& known = states_[static_cast<std::size_t>(state)];
  if (known.matched) return true;
  if (!known.at_end) {
    std::vector<std::int32_t> nodes = known.nodes;
    known.at_end = close(nodes, known.before, Behind::nothing);
  }
  return *known.at_end;
}

}  // namespace clashlint
