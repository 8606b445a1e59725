#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "rules/base/result.h"

namespace clashlint {

struct NumberRange {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  friend bool operator==(const NumberRange&, const NumberRange&) = default;
};

/// A list of numbers and ranges as ports, UIDs and DSCP are written
/// (`semantics.md` C.4): `80/443,8000-9000`, cut to `width` bits without an
/// error, bounds swapped after cutting.
struct NumberRanges {
  std::vector<NumberRange> ranges;
  bool wrapped = false;  ///< a number was cut; `90-80` alone is no wrap, it means what it says

  /// An empty list contains everything.
  bool contains(std::uint32_t number) const;
};

inline constexpr int kMaxNumberRanges = 28;

/// Errors are the core's: `invalid range: abc`,
/// `intRanges error, too many ranges to use, maximum support 28 ranges`.
/// `width`: 8, 16 or 32 bits.
Result<NumberRanges> parse_number_ranges(std::string_view text, int width);

}  // namespace clashlint
