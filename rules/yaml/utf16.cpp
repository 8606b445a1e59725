#include <cstdint>
#include <utility>

#include "rules/yaml/tree.h"

namespace clashlint {
namespace {

void append_utf8(std::string& out, std::uint32_t code) {
  const auto tail = [&](int shift) { out += static_cast<char>(0x80 | ((code >> shift) & 0x3F)); };
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0 | (code >> 6));
    tail(0);
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0 | (code >> 12));
    tail(6);
    tail(0);
  } else {
    out += static_cast<char>(0xF0 | (code >> 18));
    tail(12);
    tail(6);
    tail(0);
  }
}

bool is_high(std::uint32_t unit) { return (unit & 0xFC00) == 0xD800; }
bool is_low(std::uint32_t unit) { return (unit & 0xFC00) == 0xDC00; }

}  // namespace

std::string decode_utf16(std::string text) {
  const bool is_little = text.starts_with("\xFF\xFE");
  if (!is_little && !text.starts_with("\xFE\xFF")) return text;
  const auto unit_at = [&](std::size_t at) -> std::uint32_t {
    const auto first = static_cast<unsigned char>(text[at]);
    const auto second = static_cast<unsigned char>(text[at + 1]);
    return is_little ? first | (std::uint32_t{second} << 8) : second | (std::uint32_t{first} << 8);
  };
  std::string out;
  out.reserve(text.size());
  std::size_t at = 2;
  while (at + 1 < text.size()) {
    std::uint32_t code = unit_at(at);
    at += 2;
    if (is_high(code) && at + 1 < text.size() && is_low(unit_at(at))) {
      code = 0x10000 + ((code & 0x3FF) << 10) + (unit_at(at) & 0x3FF);
      at += 2;
    }
    // A lone surrogate stays one: its bytes are no UTF-8, and the parser
    // refuses them as the core refuses the surrogate.
    append_utf8(out, code);
  }
  if (at < text.size()) out += '\xE2';  // half a unit: an incomplete sequence
  return out;
}

}  // namespace clashlint
