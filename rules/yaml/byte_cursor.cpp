#include "rules/yaml/byte_cursor.h"

#include <algorithm>

namespace clashlint {
namespace {

std::size_t character_length(char first) {
  const auto byte = static_cast<unsigned char>(first);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

}  // namespace

ByteCursor::ByteCursor(std::string_view text, std::uint32_t base)
    : text_(text),
      base_(base),
      at_(base),
      is_ascii_(std::none_of(text.begin() + base, text.end(), [](char c) { return (c & 0x80) != 0; })) {}

std::uint32_t ByteCursor::offset(std::size_t character) {
  if (is_ascii_) return static_cast<std::uint32_t>(std::min(base_ + character, text_.size()));
  while (index_ < character && at_ < text_.size()) {
    at_ = std::min(at_ + character_length(text_[at_]), text_.size());
    ++index_;
  }
  while (index_ > character) {
    do --at_;
    while (at_ > base_ && (text_[at_] & 0xC0) == 0x80);
    --index_;
  }
  return static_cast<std::uint32_t>(at_);
}

}  // namespace clashlint
