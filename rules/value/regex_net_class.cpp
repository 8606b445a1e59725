#include "rules/value/regex_net_class.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "rules/value/text.h"

namespace clashlint {

namespace {

constexpr std::string_view kWordItems = "\\p{L}\\p{Mn}\\p{Nd}\\p{Pc}\\x{200c}\\x{200d}";
constexpr std::string_view kSpaceItems =
    "\\x{9}-\\x{d}\\x{20}\\x{85}\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{"
    "3000}";

std::string hex(char32_t code) { return fmt::format("\\x{{{:x}}}", static_cast<std::uint32_t>(code)); }

bool is_lower_letter(char32_t code) { return code >= 'a' && code <= 'z'; }
bool is_letter(char32_t code) { return is_lower_letter(code | 0x20); }
bool is_digit(char32_t code) { return code >= '0' && code <= '9'; }
bool is_surrogate(char32_t code) { return code >= 0xD800 && code <= 0xDFFF; }

bool in_shorthand(char32_t letter, char32_t code) {
  switch (letter) {
    case 'd':
      return is_digit(code);
    case 's':
      return code == ' ' || (code >= 0x09 && code <= 0x0D);
    default:
      return is_letter(code) || is_digit(code) || code == '_';
  }
}

}  // namespace

NetPiece never_piece() { return {"[^\\x00-\\x{10FFFF}]", "(?!)"}; }

NetPiece literal_piece(char32_t code, bool ignore_case) {
  if (ignore_case) code = lower_code_point(code);
  if (is_surrogate(code)) return never_piece();
  if (code >= 0x80) return {never_piece().ascii, ignore_case ? fmt::format("(?i:{})", hex(code)) : hex(code)};
  if (!is_letter(code)) return {hex(code), hex(code)};
  const char letter = static_cast<char>(code);
  if (!ignore_case) return {std::string(1, letter), std::string(1, letter)};
  const std::string both{letter, static_cast<char>(letter - 0x20)};
  // U+0130 and the Kelvin sign lower-case to ASCII letters too.
  const std::string_view third = letter == 'i' ? "\\x{130}" : letter == 'k' ? "\\x{212a}" : "";
  return {fmt::format("[{}]", both), fmt::format("[{}{}]", both, third)};
}

void NetClass::add_range(char32_t first, char32_t last) {
  for (char32_t code = first; code <= std::min<char32_t>(last, 0x7F); ++code) range_ascii_.set(code);
  // PCRE2 takes no surrogates, and valid text has none.
  if (is_surrogate(first)) first = 0xE000;
  if (is_surrogate(last)) last = 0xD7FF;
  if (first > last) return;
  range_items_ += hex(first);
  if (first != last) (range_items_ += '-') += hex(last);
}

void NetClass::add_category(Category category) {
  for (const Category& other : categories_) {
    if (other.name != category.name) continue;
    is_anything_ = is_anything_ || other.outside != category.outside;
    return;
  }
  categories_.push_back(std::move(category));
}

void NetClass::add_shorthand(char32_t letter) {
  const char32_t lower = letter | 0x20;
  Category category;
  category.outside = letter != lower;
  category.name = lower == 'd' ? "Nd" : lower == 's' ? "space" : "word";
  category.items = lower == 'd' ? "\\p{Nd}" : lower == 's' ? kSpaceItems : kWordItems;
  for (char32_t code = 0; code < 0x80; ++code) category.ascii.set(code, in_shorthand(lower, code));
  add_category(std::move(category));
}

void NetClass::add_property(std::string_view name, bool outside, bool ignore_case) {
  has_property_ = true;
  const bool is_cased = name == "Lu" || name == "Ll" || name == "Lt";
  if (ignore_case && is_cased) name = "L&";
  add_category({std::string(name), outside, fmt::format("\\p{{{}}}", name == "LC" ? "L&" : name), {}});
}

// .NET lower-cases the text's code point and asks whether the set, to which the
// lower case of its members was added, holds it.
std::bitset<128> NetClass::ascii_members(bool ignore_case) const {
  std::bitset<128> members = range_ascii_;
  if (ignore_case) {
    for (std::size_t lower = 'a'; lower <= 'z'; ++lower) {
      const std::size_t upper = lower - 0x20;
      members[lower] = members[lower] || members[upper];
      members[upper] = members[lower];
    }
  }
  for (const Category& category : categories_) {
    members |= category.outside ? ~category.ascii : category.ascii;
    if (category.outside) break;
  }
  if (is_anything_) members.set();
  if (negated_) members.flip();
  if (subtracted_) members &= ~subtracted_->ascii_members(ignore_case);
  return members;
}

std::string NetClass::unicode_form(bool ignore_case) const {
  std::string items = is_anything_ ? "\\x{0}-\\x{10ffff}" : range_items_;
  std::string_view complement;
  for (const Category& category : categories_) {
    if (category.outside) {
      complement = category.items;
      break;
    }
    items += category.items;
  }
  std::string form;
  if (complement.empty() && !items.empty()) {
    form = fmt::format("[{}{}]", negated_ ? "^" : "", items);
  } else {
    std::string choices = items.empty() ? "(?!)" : fmt::format("[{}]", items);
    if (!complement.empty()) choices += fmt::format("|[^{}]", complement);
    form = negated_ ? fmt::format("(?:(?!{})(?s:.))", choices) : fmt::format("(?:{})", choices);
  }
  if (ignore_case) form = fmt::format("(?i:{})", form);
  if (subtracted_) form = fmt::format("(?:(?!{}){})", subtracted_->unicode_form(ignore_case), form);
  return form;
}

NetPiece NetClass::piece(bool ignore_case) const {
  NetPiece out{"", unicode_form(ignore_case)};
  const std::bitset<128> members = ascii_members(ignore_case);
  for (std::size_t first = 0; first < 128; ++first) {
    if (!members[first]) continue;
    std::size_t last = first;
    while (last + 1 < 128 && members[last + 1]) ++last;
    fmt::format_to(std::back_inserter(out.ascii), "\\x{{{:x}}}-\\x{{{:x}}}", first, last);
    first = last;
  }
  out.ascii = out.ascii.empty() ? never_piece().ascii : fmt::format("[{}]", out.ascii);
  return out;
}

NetPiece boundary_piece(bool inside) {
  const std::string word = fmt::format("[{}]", kWordItems);
  if (inside) return {"(?:\\B)", fmt::format("(?:(?<={0})(?={0})|(?<!{0})(?!{0}))", word)};
  return {"(?:\\b)", fmt::format("(?:(?<={0})(?!{0})|(?<!{0})(?={0}))", word)};
}

}  // namespace clashlint
