#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "rules/yaml/scalar.h"

namespace clashlint {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool begins_number(std::string_view text) {
  return !text.empty() && (is_digit(text[0]) || text[0] == '+' || text[0] == '-');
}

std::string without_underscores(std::string_view text) {
  std::string plain(text);
  std::erase(plain, '_');
  return plain;
}

bool has_loose_underscore(std::string_view text) {
  for (std::size_t at = text.find('_'); at != std::string_view::npos; at = text.find('_', at + 1)) {
    if (at == 0 || at + 1 == text.size() || !is_digit(text[at - 1]) || !is_digit(text[at + 1])) return true;
  }
  return false;
}

std::optional<std::uint64_t> digits(std::string_view text, int base) {
  std::uint64_t value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (fault != std::errc() || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return value;
}

bool take_sign(std::string_view& text) {
  if (text.empty() || (text[0] != '+' && text[0] != '-')) return false;
  const bool is_minus = text[0] == '-';
  text.remove_prefix(1);
  return is_minus;
}

// `0x1F`, `0o17`, `0b101`, `0777`, `12`; Go's base prefixes in either case.
std::optional<std::uint64_t> prefixed_digits(std::string_view text) {
  if (text.size() > 1 && text[0] == '0') {
    switch (text[1]) {
      case 'x':
      case 'X':
        return digits(text.substr(2), 16);
      case 'o':
      case 'O':
        return digits(text.substr(2), 8);
      case 'b':
      case 'B':
        return digits(text.substr(2), 2);
      default:
        return digits(text.substr(1), 8);
    }
  }
  return digits(text, 10);
}

constexpr std::uint64_t kMinMagnitude = std::uint64_t{1} << 63;

// The core's reader also takes a sign behind the prefix: `0b-1`, `0o+7`.
std::optional<YamlInteger> sign_behind_prefix(std::string_view plain) {
  const int base = plain.starts_with("0b") ? 2 : plain.starts_with("0o") ? 8 : 0;
  if (base == 0) return std::nullopt;
  plain.remove_prefix(2);
  if (plain.empty() || is_digit(plain[0])) return std::nullopt;
  const bool is_minus = take_sign(plain);
  const auto magnitude = digits(plain, base);
  if (!magnitude || *magnitude > kMinMagnitude - (is_minus ? 0 : 1)) return std::nullopt;
  return YamlInteger{is_minus && *magnitude != 0, *magnitude};
}

// ^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$
bool is_decimal(std::string_view text) {
  take_sign(text);
  const auto take_digits = [&] {
    const auto end = std::find_if_not(text.begin(), text.end(), is_digit);
    const auto count = static_cast<std::size_t>(end - text.begin());
    text.remove_prefix(count);
    return count;
  };
  const std::size_t whole = take_digits();
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    if (take_digits() == 0 && whole == 0) return false;
  } else if (whole == 0) {
    return false;
  }
  if (!text.empty() && (text[0] == 'e' || text[0] == 'E')) {
    text.remove_prefix(1);
    take_sign(text);
    if (take_digits() == 0) return false;
  }
  return text.empty();
}

// Whether a decimal that fits no double is too small (then it is 0) and not too large.
bool is_tiny(std::string_view text) {
  const std::size_t exponent_at = text.find_first_of("eE");
  const std::string_view mantissa = text.substr(0, exponent_at);
  const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
  const std::size_t first = mantissa.find_first_of("123456789");
  if (first == std::string_view::npos) return true;
  if (exponent_at != std::string_view::npos) {
    std::string_view exponent = text.substr(exponent_at + 1);
    const bool is_minus = take_sign(exponent);
    const auto size = digits(exponent, 10);
    // An exponent beyond 2^64 outweighs any text that fits into memory.
    if (!size || *size > std::numeric_limits<std::uint32_t>::max()) return is_minus;
    const auto shift = static_cast<std::int64_t>(*size) * (is_minus ? -1 : 1);
    return static_cast<std::int64_t>(point) - static_cast<std::int64_t>(first) + shift < 0;
  }
  return first > point;
}

std::optional<double> decimal(std::string_view text) {
  if (!is_decimal(text)) return std::nullopt;
  const bool is_minus = take_sign(text);
  double value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  static_cast<void>(end);
  if (fault == std::errc::result_out_of_range || std::isinf(value)) {
    if (!is_tiny(text)) return std::nullopt;
    value = 0;
  }
  return is_minus ? -value : value;
}

std::optional<double> named_float(std::string_view text) {
  if (text == ".nan" || text == ".NaN" || text == ".NAN") return std::numeric_limits<double>::quiet_NaN();
  const bool has_sign = text.starts_with('+') || text.starts_with('-');
  const std::string_view name = text.substr(has_sign ? 1 : 0);
  if (name != ".inf" && name != ".Inf" && name != ".INF") return std::nullopt;
  const double infinity = std::numeric_limits<double>::infinity();
  return text.starts_with('-') ? -infinity : infinity;
}

}  // namespace

std::optional<YamlInteger> yaml_integer(std::string_view text) {
  if (!begins_number(text)) return std::nullopt;
  const std::string plain = without_underscores(text);
  std::string_view rest = plain;
  const bool has_sign = begins_number(plain) && !is_digit(plain[0]);
  const bool is_minus = take_sign(rest);
  const auto magnitude = prefixed_digits(rest);
  if (magnitude) {
    const std::uint64_t limit = is_minus   ? kMinMagnitude
                                : has_sign ? kMinMagnitude - 1
                                           : std::numeric_limits<std::uint64_t>::max();
    if (*magnitude <= limit) return YamlInteger{is_minus && *magnitude != 0, *magnitude};
  }
  return sign_behind_prefix(plain);
}

std::optional<double> yaml_float(std::string_view text) {
  if (const auto named = named_float(text)) return named;
  // With a leading point `_` must stand between digits, elsewhere it may stand anywhere.
  if (text.starts_with('.'))
    return has_loose_underscore(text) ? std::nullopt : decimal(without_underscores(text));
  if (!begins_number(text)) return std::nullopt;
  return decimal(without_underscores(text));
}

}  // namespace clashlint
