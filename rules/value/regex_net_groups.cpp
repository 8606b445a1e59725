#include <fmt/format.h>

#include <utility>

#include "rules/value/regex_net_parser.h"
#include "rules/value/text.h"

namespace clashlint {

namespace {

bool is_digit(char32_t code) { return code >= '0' && code <= '9'; }

// PCRE2 numbers groups by their order and .NET does not: names say which is meant.
std::string name_of(int number) { return fmt::format("n{}", number); }

}  // namespace

void NetParser::push_group(GroupKind kind, Options outer) { groups_.push_back({outer, kind, 1}); }

void NetParser::open_plain(std::string_view opening, bool fits_ascii, Options outer) {
  has_ascii_ = has_ascii_ && fits_ascii;
  emit({fits_ascii ? std::string(opening) : "(?:", std::string(opening)});
  push_group(GroupKind::plain, outer);
}

void NetParser::open_capture(const std::string& name, Options outer) {
  emit({"(?:", fmt::format("(?<{}>", name)});
  push_group(GroupKind::plain, outer);
}

NetParser::Refusal NetParser::unknown_group(std::size_t begin) const {
  return fmt::format("unrecognized grouping construct: ({}", to_utf8(pattern_.substr(begin, at_ - begin)));
}

NetParser::Refusal NetParser::open_group() {
  const Options outer = options_;
  ++at_;
  const std::size_t begin = at_;
  if (!next_is('?') || (left() > 1 && peek(1) == ')')) {
    if (next_paren_tests_) {
      next_paren_tests_ = false;
      open_plain("(?:", true, outer);
      groups_.back().kind = GroupKind::condition_test;
    } else if (options_.explicit_capture) {
      open_plain("(?:", true, outer);
    } else {
      open_capture(name_of(++plain_captures_), outer);
    }
    return std::nullopt;
  }
  const bool tests = std::exchange(next_paren_tests_, false);
  ++at_;
  if (left() == 0) return unknown_group(begin);
  const char32_t sign = pattern_[at_++];
  Refusal refusal;
  switch (sign) {
    case ':':
      open_plain("(?:", true, outer);
      break;
    case '=':
      open_plain("(?=", false, outer);
      break;
    case '!':
      open_plain("(?!", false, outer);
      break;
    case '>':
      open_plain("(?>", false, outer);
      break;
    case '(':
      refusal = open_condition();
      break;
    case '<':
      if (next_is('=') || next_is('!')) {
        open_plain(pattern_[at_++] == '=' ? "(?<=" : "(?<!", false, outer);
        break;
      }
      refusal = open_named_group('>', begin);
      break;
    case '\'':
      refusal = open_named_group('\'', begin);
      break;
    default:
      --at_;
      // Not among the branches of a condition.
      if (groups_.empty() || groups_.back().kind != GroupKind::condition) scan_options();
      if (left() == 0) return unknown_group(begin);
      if (take(')')) return std::nullopt;  // they hold to the end of the group around
      if (pattern_[at_++] != ':') return unknown_group(begin);
      open_plain("(?:", true, outer);
  }
  if (refusal) return refusal;
  if (tests && !groups_.empty()) groups_.back().kind = GroupKind::condition_test;
  return std::nullopt;
}

// `name`, a number, either with `-name` behind (balancing), or `-name` alone.
// `name` stays empty for balancing groups, which PCRE2 does not have.
NetParser::Refusal NetParser::read_group_name(char32_t close, std::optional<std::string>& name) {
  constexpr std::string_view kBadName =
      "invalid group name: group names must begin with a word character and have a matching terminator";
  const auto is_terminated = [&] { return left() == 0 || peek() == close || peek() == '-'; };
  if (is_digit(peek())) {
    int number = 0;
    if (auto refusal = scan_number(number)) return refusal;
    if (!is_terminated()) return std::string(kBadName);
    if (number == 0) return "capture number cannot be zero";
    explicit_numbers_.insert(number);
    name = name_of(number);
  } else if (is_word_code_point(peek())) {
    names_.push_back(scan_name());
    if (!is_terminated()) return std::string(kBadName);
    name = name_of(number_of(names_.back()).value_or(0));
  } else if (peek() != '-') {
    return std::string(kBadName);
  }
  if (!take('-')) return std::nullopt;
  name.reset();
  if (left() == 0) return std::nullopt;
  if (is_digit(peek())) {
    int number = 0;
    if (auto refusal = scan_number(number)) return refusal;
    if (!knows(number)) return fmt::format("reference to undefined group number {}", number);
  } else if (is_word_code_point(peek())) {
    const std::u32string other = scan_name();
    if (!number_of(other)) return fmt::format("reference to undefined group name {}", to_utf8(other));
  } else {
    return std::string(kBadName);
  }
  if (!is_terminated()) return std::string(kBadName);
  return std::nullopt;
}

NetParser::Refusal NetParser::open_named_group(char32_t close, std::size_t begin) {
  const Options outer = options_;
  if (left() == 0) return unknown_group(begin);
  std::optional<std::string> name;
  if (auto refusal = read_group_name(close, name)) return refusal;
  if (!take(close)) return unknown_group(begin);
  if (name) {
    open_capture(*name, outer);
  } else {
    has_unicode_ = false;
    open_plain("(?:", true, outer);
  }
  return std::nullopt;
}

// `(?(1)yes|no)`, `(?(name)yes|no)` or `(?(test)yes|no)`; neither engine is asked.
NetParser::Refusal NetParser::open_condition() {
  has_unicode_ = false;
  const std::size_t paren = at_ - 1;
  const Options outer = options_;
  if (left() > 0 && is_digit(peek())) {
    int number = 0;
    if (auto refusal = scan_number(number)) return refusal;
    if (!take(')')) return fmt::format("(?({}) ) malformed", number);
    if (!knows(number)) return fmt::format("(?({}) ) reference to undefined group", number);
    push_group(GroupKind::condition, outer);
    return std::nullopt;
  }
  if (left() > 0 && is_word_code_point(peek())) {
    const std::u32string name = scan_name();
    if (known_ != nullptr && number_of(name) && take(')')) {
      push_group(GroupKind::condition, outer);
      return std::nullopt;
    }
  }
  at_ = paren;
  if (left() > 2 && peek(1) == '?') {
    if (peek(2) == '#') return "alternation conditions cannot be comments";
    const bool is_look_behind = left() > 3 && (peek(3) == '!' || peek(3) == '=');
    if (peek(2) == '\'' || (peek(2) == '<' && left() > 3 && !is_look_behind)) {
      return "alternation conditions do not capture and cannot be named";
    }
  }
  push_group(GroupKind::condition, outer);
  next_paren_tests_ = true;
  return std::nullopt;
}

// `imnsx`, switched on or (behind `-`) off; stops at the first that is none.
void NetParser::scan_options() {
  bool on = true;
  for (; left() > 0; ++at_) {
    switch (peek()) {
      case '-':
        on = false;
        break;
      case '+':
        on = true;
        break;
      case 'i':
      case 'I':
        options_.ignore_case = on;
        break;
      case 'm':
      case 'M':
        options_.multiline = on;
        break;
      case 'n':
      case 'N':
        options_.explicit_capture = on;
        break;
      case 's':
      case 'S':
        options_.single_line = on;
        break;
      case 'x':
      case 'X':
        options_.ignore_space = on;
        break;
      default:
        return;
    }
  }
}

}  // namespace clashlint
