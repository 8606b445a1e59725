#pragma once

#include <cstddef>
#include <vector>

namespace clashlint {

/// Bytes `begin` to `end` of some text.
struct TextRange {
  std::size_t begin = 0;
  std::size_t end = 0;

  friend bool operator==(const TextRange&, const TextRange&) = default;
};

/// Sorted, with those that overlap or touch made one.
std::vector<TextRange> merged(std::vector<TextRange> ranges);

}  // namespace clashlint
