#include "rules/value/regex_net_parser.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "rules/value/regex_net.h"
#include "rules/value/text.h"

namespace clashlint {

namespace {

bool is_digit(char32_t code) { return code >= '0' && code <= '9'; }
bool is_space(char32_t code) { return code == ' ' || (code >= 0x09 && code <= 0x0D); }

}  // namespace

NetParser::NetParser(std::u32string_view pattern, bool ignore_case, const NetCaptures* known)
    : pattern_(pattern), known_(known) {
  options_.ignore_case = ignore_case;
}

NetCaptures NetParser::captures() const {
  NetCaptures all;
  all.numbers.insert(explicit_numbers_.begin(), explicit_numbers_.end());
  for (int number = 1; number <= plain_captures_; ++number) all.numbers.insert(number);
  int next = plain_captures_ + 1;
  for (const std::u32string& name : names_) {
    if (all.names.contains(name)) continue;
    while (all.numbers.contains(next)) ++next;
    all.names.emplace(name, next);
    all.numbers.insert(next);
  }
  return all;
}

bool NetParser::take(char32_t code) {
  if (!next_is(code)) return false;
  ++at_;
  return true;
}

// Comments `(?#…)`, and blanks and `#…` under the option x.
NetParser::Refusal NetParser::skip_blank() {
  for (;;) {
    while (options_.ignore_space && left() > 0 && (is_space(peek()) || peek() == '#')) {
      if (peek() == '#') {
        while (left() > 0 && peek() != '\n') ++at_;
      } else {
        ++at_;
      }
    }
    if (!pattern_.substr(at_).starts_with(U"(?#")) return std::nullopt;
    const std::size_t end = pattern_.find(U')', at_);
    if (end == pattern_.npos) return "unterminated comment";
    at_ = end + 1;
  }
}

NetParser::Refusal NetParser::scan_number(int& number) {
  number = 0;
  for (; left() > 0 && is_digit(peek()); ++at_) {
    const int digit = static_cast<int>(peek() - '0');
    if (number > (std::numeric_limits<int>::max() - digit) / 10) return "capture group number out of range";
    number = number * 10 + digit;
  }
  return std::nullopt;
}

std::u32string NetParser::scan_name() {
  const std::size_t begin = at_;
  while (left() > 0 && is_word_code_point(peek())) ++at_;
  return std::u32string(pattern_.substr(begin, at_ - begin));
}

std::optional<int> NetParser::number_of(const std::u32string& name) const {
  if (known_ == nullptr) return 0;
  const auto found = known_->names.find(name);
  if (found == known_->names.end()) return std::nullopt;
  return found->second;
}

// `{` begins a quantifier only as `{n}`, `{n,}` or `{n,m}`.
bool NetParser::at_quantifier() const {
  if (left() == 0) return false;
  if (peek() == '*' || peek() == '+' || peek() == '?') return true;
  if (peek() != '{') return false;
  std::size_t ahead = 1;
  const auto skip_digits = [&] {
    while (ahead < left() && is_digit(peek(ahead))) ++ahead;
  };
  skip_digits();
  if (ahead == 1 || ahead == left()) return false;
  if (peek(ahead) == ',') {
    ++ahead;
    skip_digits();
  }
  return ahead < left() && peek(ahead) == '}';
}

void NetParser::emit(const NetPiece& piece) {
  out_.ascii += piece.ascii;
  out_.unicode += piece.unicode;
}

void NetParser::emit_unit(const NetPiece& piece) {
  emit(piece);
  has_unit_ = true;
}

NetParser::Refusal NetParser::parse() {
  for (;;) {
    if (auto refusal = skip_blank()) return refusal;
    if (left() == 0) break;
    if (at_quantifier()) {
      if (!has_unit_) {
        return after_quantifier_ ? "invalid nested repetition operator"
                                 : "missing argument to repetition operator";
      }
      if (auto refusal = parse_quantifier()) return refusal;
      continue;
    }
    has_unit_ = false;
    after_quantifier_ = false;
    if (auto refusal = parse_token()) return refusal;
  }
  if (!groups_.empty()) return "missing closing )";
  return std::nullopt;
}

NetParser::Refusal NetParser::parse_token() {
  switch (peek()) {
    case '(':
      return open_group();
    case ')':
      return close_group();
    case '|':
      return add_alternative();
    case '[':
      return parse_class();
    case '\\':
      return parse_backslash();
    case '^':
      ++at_;
      emit_unit(options_.multiline ? NetPiece{"(?:\\A)", "(?:\\A|(?<=\\n))"}
                                   : NetPiece{"(?:\\A)", "(?:\\A)"});
      return std::nullopt;
    case '$':
      ++at_;
      // No line break in the texts RE2 is asked about: all ends are the end.
      emit_unit({"(?:\\z)", options_.multiline ? "(?:(?=\\n)|\\z)" : "(?=\\n?\\z)"});
      return std::nullopt;
    case '.':
      ++at_;
      emit_unit(options_.single_line ? NetPiece{"[\\x00-\\x7f]", "(?s:.)"} : NetPiece{"[^\\n]", "[^\\n]"});
      return std::nullopt;
    default:
      emit_unit(literal_piece(pattern_[at_++], options_.ignore_case));
      return std::nullopt;
  }
}

NetParser::Refusal NetParser::parse_quantifier() {
  const char32_t sign = pattern_[at_++];
  std::string written(1, static_cast<char>(sign));
  if (sign == '{') {
    int least = 0;
    int most = 0;
    if (auto refusal = scan_number(least)) return refusal;
    written += fmt::format("{}", least);
    most = least;
    if (take(',')) {
      written += ',';
      most = std::numeric_limits<int>::max();
      if (!next_is('}')) {
        if (auto refusal = scan_number(most)) return refusal;
        written += fmt::format("{}", most);
      }
    }
    ++at_;
    written += '}';
    if (least > most) return "invalid repeat count";
  }
  if (auto refusal = skip_blank()) return refusal;
  if (take('?')) written += '?';
  emit({written, written});
  has_unit_ = false;
  after_quantifier_ = true;
  return std::nullopt;
}

NetParser::Refusal NetParser::add_alternative() {
  ++at_;
  emit({"|", "|"});
  if (!groups_.empty() && ++groups_.back().alternatives > 2 && groups_.back().kind == GroupKind::condition) {
    return "too many | in (?()|)";
  }
  return std::nullopt;
}

NetParser::Refusal NetParser::close_group() {
  if (groups_.empty()) return "unexpected )";
  ++at_;
  const Group closed = groups_.back();
  groups_.pop_back();
  options_ = closed.options;
  emit({")", ")"});
  has_unit_ = closed.kind != GroupKind::condition_test;
  return std::nullopt;
}

Result<TranslatedRegex> translate_net_regex(std::string_view pattern, bool ignore_case) {
  const std::u32string codes = code_points(pattern);
  const auto refused = [&](const std::string& reason) {
    return Error{fmt::format("error parsing regexp: {} in `{}`", reason, to_utf8(codes))};
  };
  // A fault ends both walks at the same place, unless a reference is wrong before.
  NetParser first(codes, ignore_case, nullptr);
  first.parse();
  const NetCaptures captures = first.captures();
  NetParser second(codes, ignore_case, &captures);
  if (const auto reason = second.parse()) return refused(*reason);
  TranslatedRegex out;
  if (second.has_ascii()) out.ascii = second.ascii();
  if (second.has_unicode()) out.unicode = second.unicode();
  return out;
}

}  // namespace clashlint
