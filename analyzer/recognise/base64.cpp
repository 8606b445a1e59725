#include "analyzer/recognise/base64.h"

#include <algorithm>
#include <cstdint>

#include "rules/value/text.h"

namespace clashlint {
namespace {

int digit(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '+' || c == '-') return 62;
  if (c == '/' || c == '_') return 63;
  return -1;
}

bool is_break(char c) { return c == '\n' || c == '\r'; }

}  // namespace

std::optional<std::string> decoded_base64(std::string_view text, std::size_t limit) {
  while (!text.empty() && (is_break(text.back()) || text.back() == '=' || text.back() == ' '))
    text.remove_suffix(1);
  // Shorter texts are words.
  constexpr std::size_t kShortest = 16;
  const bool fits = text.size() >= kShortest &&
                    std::ranges::all_of(text, [](char c) { return digit(c) >= 0 || is_break(c); });
  if (!fits) return std::nullopt;
  std::string decoded;
  std::uint32_t bits = 0;
  int held = 0;
  for (const char c : text) {
    if (is_break(c)) continue;
    bits = (bits << 6U) | static_cast<std::uint32_t>(digit(c));
    held += 6;
    if (held < 8) continue;
    held -= 8;
    const char byte = static_cast<char>((bits >> static_cast<unsigned>(held)) & 0xFFU);
    const bool shown = static_cast<unsigned char>(byte) >= 0x20 || is_break(byte) || byte == '\t';
    if (!shown) return std::nullopt;
    decoded += byte;
    if (decoded.size() == limit) break;
  }
  // The limit may have cut a character in two.
  const bool cut = decoded.size() == limit;
  return cut || is_valid_utf8(decoded) ? std::optional(decoded) : std::nullopt;
}

}  // namespace clashlint
