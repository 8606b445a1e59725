#include "rules/value/rank_select.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <utility>

namespace clashlint {

namespace {

constexpr std::uint32_t kWordBits = 64;
constexpr std::uint32_t kOnesPerSample = 64;

std::uint32_t count(std::uint64_t word) { return static_cast<std::uint32_t>(std::popcount(word)); }

// Place of the one with `rank` ones below it.
std::uint32_t select_in_word(std::uint64_t word, std::uint32_t rank) {
  std::uint32_t shift = 0;
  for (std::uint32_t half = kWordBits / 2; half >= 8; half /= 2) {
    const std::uint32_t below = count(word >> shift & ((std::uint64_t{1} << half) - 1));
    if (below <= rank) {
      rank -= below;
      shift += half;
    }
  }
  word >>= shift;
  for (; rank > 0; --rank) word &= word - 1;
  return shift + static_cast<std::uint32_t>(std::countr_zero(word));
}

}  // namespace

RankSelect::RankSelect(std::vector<std::uint64_t> words) : words_(std::move(words)) {
  ranks_.reserve(words_.size() + 1);
  std::uint32_t ones = 0;
  for (std::size_t i = 0; i < words_.size(); ++i) {
    ranks_.push_back(ones);
    ones += count(words_[i]);
    while (samples_.size() * kOnesPerSample < ones) samples_.push_back(static_cast<std::uint32_t>(i));
  }
  ranks_.push_back(ones);
  samples_.push_back(words_.empty() ? 0 : static_cast<std::uint32_t>(words_.size() - 1));
}

std::uint32_t RankSelect::ones_before(std::uint32_t position) const {
  const std::uint32_t word = position / kWordBits;
  const std::uint32_t inside = position % kWordBits;
  if (inside == 0) return ranks_[word];
  return ranks_[word] + count(words_[word] & ((std::uint64_t{1} << inside) - 1));
}

std::uint32_t RankSelect::position_of_one(std::uint32_t rank) const {
  const std::uint32_t sample = rank / kOnesPerSample;
  // The last word in the sampled stretch with no more than `rank` ones before it.
  const auto behind = std::upper_bound(ranks_.begin() + samples_[sample] + 1,
                                       ranks_.begin() + samples_[sample + 1] + 1, rank);
  const auto word = static_cast<std::uint32_t>(behind - ranks_.begin() - 1);
  return word * kWordBits + select_in_word(words_[word], rank - ranks_[word]);
}

std::uint32_t RankSelect::position_of_zero(std::uint32_t rank) const {
  std::uint32_t low = 0;
  auto high = static_cast<std::uint32_t>(words_.size());
  while (high - low > 1) {
    const std::uint32_t middle = low + (high - low) / 2;
    (middle * kWordBits - ranks_[middle] <= rank ? low : high) = middle;
  }
  return low * kWordBits + select_in_word(~words_[low], rank - (low * kWordBits - ranks_[low]));
}

}  // namespace clashlint
