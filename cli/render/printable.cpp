#include "cli/render/printable.h"

#include <cstdint>

#include "rules/value/text.h"

namespace clashlint {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

struct CodePoint {
  char32_t value = 0;
  std::size_t size = 0;  ///< bytes; 0: no UTF-8 here
};

// RFC 3629: shortest forms only, no surrogates, up to U+10FFFF.
CodePoint first_code_point(std::string_view text) {
  const auto byte = [&](std::size_t at) { return static_cast<std::uint8_t>(text[at]); };
  const std::uint8_t lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < size) return {};
  char32_t value = lead & (0xFFU >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xC0U) != 0x80) return {};
    value = (value << 6) | (byte(i) & 0x3FU);
  }
  const bool too_long = (size == 3 && value < 0x800) || (size == 4 && value < 0x10000);
  const bool no_character = (value >= 0xD800 && value <= 0xDFFF) || value > 0x10FFFF;
  return too_long || no_character ? CodePoint{} : CodePoint{value, size};
}

bool steers_terminal(char32_t c) {
  const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0);
  const bool line_break = c == 0x2028 || c == 0x2029;
  const bool reorders = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  return control || line_break || reorders;
}

}  // namespace

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const CodePoint c = first_code_point(text);
    const std::size_t size = c.size == 0 ? 1 : c.size;
    out += c.size == 0 || steers_terminal(c.value) ? kReplacement : text.substr(0, size);
    text.remove_prefix(size);
  }
  return out;
}

std::string excerpt(std::string_view text, std::size_t limit) {
  // Four bytes a character at most: the rest need not be looked at.
  const std::string shown = printable(text.substr(0, limit * 4 + 4));
  std::size_t at = 0;
  for (std::size_t count = 0; at < shown.size(); ++count) {
    if (count == limit) return shown.substr(0, at) + "…";
    at += first_code_point(std::string_view(shown).substr(at)).size;
  }
  return shown;
}

std::string padded(std::string_view text, int cells) {
  const int missing = cells - cell_width(text);
  return std::string(text) + std::string(missing > 0 ? static_cast<std::size_t>(missing) : 0, ' ');
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t size = first_code_point(text).size;
    if (size == 0) return false;
    text.remove_prefix(size);
  }
  return true;
}

}  // namespace clashlint
