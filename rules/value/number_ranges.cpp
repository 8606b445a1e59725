#include "rules/value/number_ranges.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <utility>

#include "rules/base/strings.h"
#include "rules/value/text.h"

namespace clashlint {

namespace {

// Plain decimal digits that fit 64 bits, between any brackets and blanks.
std::optional<std::uint64_t> read_number(std::string_view text) {
  constexpr std::string_view kStripped = "[] ";
  while (!text.empty() && kStripped.find(text.front()) != kStripped.npos) text.remove_prefix(1);
  while (!text.empty() && kStripped.find(text.back()) != kStripped.npos) text.remove_suffix(1);
  std::uint64_t number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

class RangeReader {
 public:
  explicit RangeReader(int width) : mask_((std::uint64_t{1} << width) - 1) {}

  bool add(std::string_view text) {
    if (text.empty()) {  // `80/ /443`: the core reads the blank part as 0
      out_.ranges.push_back({0, 0});
      return true;
    }
    const auto bounds = split(text, '-');
    if (bounds.size() > 2) return false;
    const auto first = read_number(bounds.front());
    const auto last = read_number(bounds.back());
    if (!first || !last) return false;
    NumberRange range{cut(*first), cut(*last)};
    if (range.first > range.last) std::swap(range.first, range.last);
    out_.ranges.push_back(range);
    return true;
  }

  NumberRanges take() { return std::move(out_); }

 private:
  std::uint32_t cut(std::uint64_t number) {
    out_.wrapped = out_.wrapped || number > mask_;
    return static_cast<std::uint32_t>(number & mask_);
  }

  std::uint64_t mask_;
  NumberRanges out_;
};

}  // namespace

bool NumberRanges::contains(std::uint32_t number) const {
  return ranges.empty() || std::any_of(ranges.begin(), ranges.end(), [number](const NumberRange& range) {
           return range.first <= number && number <= range.last;
         });
}

Result<NumberRanges> parse_number_ranges(std::string_view text, int width) {
  text = trim_space(text);
  if (text.empty() || text == "*") return NumberRanges{};
  std::string slashed(text);
  std::replace(slashed.begin(), slashed.end(), ',', '/');
  const auto parts = split(slashed, '/');
  if (parts.size() > kMaxNumberRanges) {
    return Error{
        fmt::format("intRanges error, too many ranges to use, maximum support {} ranges", kMaxNumberRanges)};
  }
  RangeReader reader(width);
  for (const std::string_view part : parts) {
    if (part.empty()) continue;
    if (!reader.add(trim_space(part))) return Error{fmt::format("invalid range: {}", trim_space(part))};
  }
  return reader.take();
}

}  // namespace clashlint
