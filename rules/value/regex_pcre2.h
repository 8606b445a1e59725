#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "rules/value/regex.h"

namespace clashlint {

/// Bounds of one search: calls of the backtracking matcher, their nesting, memory.
inline constexpr std::uint32_t kMaxBacktrackSteps = 250'000;
inline constexpr std::uint32_t kMaxBacktrackDepth = 50'000;
inline constexpr std::uint32_t kMaxBacktrackKilobytes = 16'384;

/// A pattern in PCRE2's syntax. Search backtracks, within bounds.
class BacktrackingRegex {
 public:
  /// Nothing when PCRE2 does not take it.
  static std::optional<BacktrackingRegex> compile(const std::string& pattern);

  /// `text` must be valid UTF-8.
  RegexAnswer search(std::string_view text) const;

  /// Every match replaced (`$1`, `${name}`, `$$`); nothing where it is too costly
  /// or the replacement is none. All three must be valid UTF-8.
  std::optional<std::string> replace_all(std::string_view text, std::string_view replacement) const;

 private:
  explicit BacktrackingRegex(std::shared_ptr<const void> code) : code_(std::move(code)) {}
  std::shared_ptr<const void> code_;
};

}  // namespace clashlint
