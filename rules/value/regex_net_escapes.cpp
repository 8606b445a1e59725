#include <fmt/format.h>

#include <utility>

#include "rules/value/regex_net.h"
#include "rules/value/regex_net_parser.h"
#include "rules/value/regex_net_properties.h"
#include "rules/value/text.h"

namespace clashlint {

namespace {

constexpr char32_t kMaxCodePoint = 0x10FFFF;
constexpr std::string_view kTooFewHexDigits = "insufficient hexadecimal digits";

bool is_digit(char32_t code) { return code >= '0' && code <= '9'; }

int hex_value(char32_t code) {
  if (is_digit(code)) return static_cast<int>(code - '0');
  if (code >= 'a' && code <= 'f') return static_cast<int>(code - 'a') + 10;
  if (code >= 'A' && code <= 'F') return static_cast<int>(code - 'A') + 10;
  return -1;
}

}  // namespace

NetParser::Refusal NetParser::parse_backslash() {
  ++at_;
  if (left() == 0) return "illegal \\ at end of pattern";
  const char32_t letter = peek();
  switch (letter) {
    case 'b':
    case 'B':
      ++at_;
      emit_unit(boundary_piece(letter == 'B'));
      return std::nullopt;
    case 'A':
    case 'G':  // where the search began
      ++at_;
      emit_unit({"(?:\\A)", "(?:\\A)"});
      return std::nullopt;
    case 'Z':
      ++at_;
      emit_unit({"(?:\\z)", "(?=\\n?\\z)"});
      return std::nullopt;
    case 'z':
      ++at_;
      emit_unit({"(?:\\z)", "(?:\\z)"});
      return std::nullopt;
    case 'w':
    case 'W':
    case 's':
    case 'S':
    case 'd':
    case 'D': {
      ++at_;
      NetClass set;
      set.add_shorthand(letter);
      emit_unit(set.piece(options_.ignore_case));
      return std::nullopt;
    }
    case 'p':
    case 'P': {
      ++at_;
      std::string name;
      if (auto refusal = scan_property(name)) return refusal;
      NetClass set;
      set.add_property(name, letter == 'P', options_.ignore_case);
      has_ascii_ = false;
      emit_unit(set.piece(options_.ignore_case));
      return std::nullopt;
    }
    default:
      return parse_reference_or_character();
  }
}

NetParser::Refusal NetParser::refer_to(const std::optional<int>& number) {
  has_ascii_ = false;
  // Group 0 is the match itself and has no text before the end of the search.
  const std::string reference = *number == 0 ? never_piece().unicode : fmt::format("\\k<n{}>", *number);
  emit_unit(
      {"", options_.ignore_case ? fmt::format("(?i:{})", reference) : fmt::format("(?:{})", reference)});
  return std::nullopt;
}

// `\1`, `\k<name>`, `\<name>` and `\'name'`, else a character.
NetParser::Refusal NetParser::parse_reference_or_character() {
  const std::size_t begin = at_;
  char32_t close = 0;
  const auto take_opening = [&] {
    if (take('<'))
      close = '>';
    else if (take('\''))
      close = '\'';
  };
  if (peek() == 'k') {
    ++at_;
    if (left() > 1) take_opening();
    if (close == 0 || left() == 0) return "malformed \\k<...> named back reference";
  } else if (left() > 1) {
    take_opening();
  }
  if (close != 0 && is_digit(peek())) {
    int number = 0;
    if (auto refusal = scan_number(number)) return refusal;
    if (take(close)) {
      if (!knows(number)) return fmt::format("reference to undefined group number {}", number);
      return refer_to(number);
    }
  } else if (close == 0 && peek() >= '1' && peek() <= '9') {
    int number = 0;
    if (auto refusal = scan_number(number)) return refusal;
    if (knows(number)) return refer_to(number);
    if (number <= 9) return fmt::format("reference to undefined group number {}", number);
  } else if (close != 0 && is_word_code_point(peek())) {
    const std::u32string name = scan_name();
    if (take(close)) {
      const auto number = number_of(name);
      if (!number) return fmt::format("reference to undefined group name {}", to_utf8(name));
      return refer_to(number);
    }
  }
  at_ = begin;
  char32_t code = 0;
  if (auto refusal = scan_escaped(code)) return refusal;
  emit_unit(literal_piece(code, options_.ignore_case));
  return std::nullopt;
}

NetParser::Refusal NetParser::scan_escaped(char32_t& code) {
  code = pattern_[at_++];
  constexpr std::u32string_view kLetters = U"abefnrtv";
  constexpr std::u32string_view kCodes = U"\a\b\x1B\f\n\r\t\v";
  if (code >= '0' && code <= '7') {
    --at_;
    code = scan_octal();
    return std::nullopt;
  }
  if (code == 'x') return next_is('{') ? scan_braced_hex(code) : scan_hex(2, code);
  if (code == 'u') return scan_hex(4, code);
  if (code == 'c') return scan_control(code);
  if (const std::size_t letter = kLetters.find(code); letter != kLetters.npos) {
    code = kCodes[letter];
    return std::nullopt;
  }
  if (is_word_code_point(code)) {
    return fmt::format("unrecognized escape sequence \\{}", to_utf8({&code, 1}));
  }
  return std::nullopt;
}

NetParser::Refusal NetParser::scan_hex(std::size_t digits, char32_t& code) {
  code = 0;
  for (; digits > 0; --digits, ++at_) {
    if (left() == 0 || hex_value(peek()) < 0) return std::string(kTooFewHexDigits);
    code = code * 16 + static_cast<char32_t>(hex_value(peek()));
  }
  return std::nullopt;
}

NetParser::Refusal NetParser::scan_braced_hex(char32_t& code) {
  ++at_;
  code = 0;
  bool has_digits = false;
  for (; left() > 0 && hex_value(peek()) >= 0; ++at_, has_digits = true) {
    code = code * 16 + static_cast<char32_t>(hex_value(peek()));
    if (code > kMaxCodePoint) return "hex values may not be larger than 0x10FFFF";
  }
  if (!has_digits) return std::string(kTooFewHexDigits);
  if (!take('}')) return "missing closing }";
  return std::nullopt;
}

NetParser::Refusal NetParser::scan_control(char32_t& code) {
  if (left() == 0) return "missing control character";
  code = pattern_[at_++];
  if (code >= 'a' && code <= 'z') code -= 'a' - 'A';
  if (code < '@' || code > '_') return "unrecognized control character";
  code -= '@';
  return std::nullopt;
}

// Up to three digits, cut to one byte.
char32_t NetParser::scan_octal() {
  char32_t code = 0;
  for (int digits = 0; digits < 3 && left() > 0 && peek() >= '0' && peek() <= '7'; ++digits) {
    code = code * 8 + (pattern_[at_++] - '0');
  }
  return code & 0xFF;
}

NetParser::Refusal NetParser::scan_property(std::string& name) {
  if (left() == 0) return "incomplete \\p{X} character escape";
  if (take('{')) {
    const std::size_t begin = at_;
    while (left() > 0 && (is_word_code_point(peek()) || peek() == '-')) ++at_;
    name = to_utf8(pattern_.substr(begin, at_ - begin));
    if (!take('}')) return "incomplete \\p{X} character escape";
  } else {
    name = to_utf8(pattern_.substr(at_++, 1));
  }
  if (!is_go_property(name)) {
    return fmt::format("unknown unicode category, script, or property '{}'", name);
  }
  return std::nullopt;
}

NetParser::Refusal NetParser::parse_class() {
  ++at_;
  NetClass set;
  if (auto refusal = scan_class(set, 0)) return refusal;
  has_ascii_ = has_ascii_ && set.has_ascii_form();
  emit_unit(set.piece(options_.ignore_case));
  return std::nullopt;
}

// `[:name:]` means nothing in .NET: but for its `[` it is passed over.
void NetParser::skip_posix_name() {
  const std::size_t begin = at_;
  ++at_;
  if (left() > 1 && peek() == '^') ++at_;
  scan_name();
  if (left() < 2 || !take(':') || !take(']')) at_ = begin;
}

// One escape behind its backslash: either a whole set (`\d`) or a code point.
NetParser::Refusal NetParser::scan_class_escape(NetClass& set, bool in_range, char32_t& code, bool& is_set) {
  const char32_t letter = peek();
  constexpr std::u32string_view kSets = U"dDsSwWpP";
  is_set = kSets.find(letter) != kSets.npos;
  if (!is_set) return scan_escaped(code);
  ++at_;
  const bool is_property = letter == 'p' || letter == 'P';
  if (in_range) {  // the letter is shown as a number
    return fmt::format("cannot include class \\{} in character range", static_cast<int>(letter));
  }
  if (!is_property) {
    set.add_shorthand(letter);
    return std::nullopt;
  }
  std::string name;
  if (auto refusal = scan_property(name)) return refusal;
  set.add_property(name, letter == 'P', options_.ignore_case);
  return std::nullopt;
}

// Behind the `[`, up to and with the `]`.
NetParser::Refusal NetParser::scan_class(NetClass& set, int depth) {
  if (depth > kMaxClassDepth) return "character class nested too deeply";
  if (take('^')) set.negate();
  const auto subtract = [&]() -> Refusal {
    NetClass other;
    if (auto refusal = scan_class(other, depth + 1)) return refusal;
    set.subtract(std::move(other));
    if (left() > 0 && peek() != ']') return "a subtraction must be the last element in a character class";
    return std::nullopt;
  };
  char32_t range_begin = 0;
  bool in_range = false;
  for (bool is_first = true; left() > 0; is_first = false) {
    char32_t code = pattern_[at_++];
    bool is_escaped = false;
    if (code == ']' && !is_first) return std::nullopt;
    if (code == '\\' && left() > 0) {
      if (peek() == '-') {  // a `-` for itself, even behind `a-`
        ++at_;
        set.add_range('-', '-');
        continue;
      }
      bool is_set = false;
      if (auto refusal = scan_class_escape(set, in_range, code, is_set)) return refusal;
      if (is_set) continue;
      is_escaped = true;
    } else if (code == '[' && !in_range && next_is(':')) {
      skip_posix_name();
    }
    if (in_range) {
      in_range = false;
      if (code == '[' && !is_escaped && !is_first) {
        set.add_range(range_begin, range_begin);
        if (auto refusal = subtract()) return refusal;
      } else if (range_begin > code) {
        return fmt::format("[{}-{}] range in reverse order", to_utf8({&range_begin, 1}), to_utf8({&code, 1}));
      } else {
        set.add_range(range_begin, code);
      }
    } else if (left() > 1 && peek() == '-' && peek(1) != ']') {
      range_begin = code;
      in_range = true;
      ++at_;
    } else if (code == '-' && !is_escaped && !is_first && next_is('[')) {
      ++at_;
      if (auto refusal = subtract()) return refusal;
    } else {
      set.add_range(code, code);
    }
  }
  return "unterminated [] set";
}

}  // namespace clashlint
