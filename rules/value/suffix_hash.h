#pragma once

#include <cstdint>
#include <string_view>

namespace clashlint {

/// A hash of a text that is read from its end: one pass over a name gives the
/// hash of each of its suffixes.
class SuffixHash {
 public:
  void add(char c) { state_ = (state_ ^ static_cast<unsigned char>(c)) * 0x9E3779B97F4A7C15U; }
  std::uint64_t value() const { return state_ ^ (state_ >> 32); }

  static std::uint64_t of(std::string_view text) {
    SuffixHash hash;
    for (std::size_t at = text.size(); at-- > 0;) hash.add(text[at]);
    return hash.value();
  }

 private:
  std::uint64_t state_ = 0x243F6A8885A308D3U;
};

}  // namespace clashlint
