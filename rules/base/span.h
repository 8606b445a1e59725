#pragma once

#include <cstdint>

namespace clashlint {

/// Index of a file in `Sources`. Files are profiles, provider files and geodata.
using FileId = std::uint32_t;

/// A half-open range of bytes in one file. Lines and columns are made only
/// when something is printed (`Source::position`).
struct Span {
  FileId file = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  friend bool operator==(const Span&, const Span&) = default;
};

}  // namespace clashlint
