#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "rules/base/result.h"
#include "rules/value/ip.h"
#include "rules/value/succinct_set.h"

namespace clashlint {

enum class ProviderBehavior : std::uint8_t { domain, ipcidr, classical };

/// What an MRS file holds; the count is what its header says.
struct MrsFile {
  std::int64_t count = 0;
  std::variant<SuccinctSet, IpSet> content;
};

/// Reads a binary rule set (`semantics.md` E.9). Errors are the core's:
/// `invalid MrsMagic bytes`, `invalid behavior`, `version is invalid`,
/// `length is invalid`, `unexpected EOF`, `invalid input: magic number mismatch`.
/// More than kMaxMrsBytes after decompression is refused.
Result<MrsFile> read_mrs(std::string_view bytes, ProviderBehavior behavior);

inline constexpr std::size_t kMaxMrsBytes = std::size_t{1} << 28;

}  // namespace clashlint
