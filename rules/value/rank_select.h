#pragma once

#include <cstdint>
#include <vector>

namespace clashlint {

/// A fixed row of bits that counts and finds ones and zeros quickly. Bit i is
/// bit i mod 64 of word i / 64, least significant first.
class RankSelect {
 public:
  RankSelect() = default;
  explicit RankSelect(std::vector<std::uint64_t> words);

  bool operator[](std::uint32_t position) const {
    return (words_[position / 64] >> (position % 64) & 1U) != 0;
  }

  /// Ones in [0, position). Constant time.
  std::uint32_t ones_before(std::uint32_t position) const;

  /// Place of the one (the zero) with `rank` others of its kind before it; it
  /// must exist. Constant time in practice for ones, log n for zeros.
  std::uint32_t position_of_one(std::uint32_t rank) const;
  std::uint32_t position_of_zero(std::uint32_t rank) const;

 private:
  std::vector<std::uint64_t> words_;
  std::vector<std::uint32_t> ranks_;    // ones before each word, and in all
  std::vector<std::uint32_t> samples_;  // word of every 64th one, and the last word
};

}  // namespace clashlint
