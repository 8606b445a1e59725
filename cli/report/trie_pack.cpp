#include "cli/report/trie_pack.h"

namespace clashlint {
namespace {

std::string packed_bits(const std::vector<bool>& bits) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (std::size_t at = 0; at < bits.size(); at += 4) {
    std::size_t digit = 0;
    for (std::size_t bit = 0; bit < 4 && at + bit < bits.size(); ++bit)
      digit |= (bits[at + bit] ? 1U : 0U) << bit;
    text += kDigits[digit];
  }
  return text;
}

// Bytes of names in other scripts are edges of their own: U+0080 to U+00FF stand for them.
std::string byte_characters(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      text += c;
    } else {
      text += static_cast<char>(0xC0U | (byte >> 6U));
      text += static_cast<char>(0x80U | (byte & 0x3FU));
    }
  }
  return text;
}

}  // namespace

Json packed_trie(const SuccinctLayout& layout) {
  Json json;
  json["labels"] = byte_characters(layout.labels);
  json["bits"] = packed_bits(layout.bits);
  json["leaves"] = packed_bits(layout.leaves);
  return json;
}

}  // namespace clashlint
