#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "rules/base/result.h"

namespace re2 {
class RE2;
}

namespace clashlint {

/// Bytes one pattern may use for its program and its automaton.
inline constexpr std::int64_t kMaxLinearBytes = std::int64_t{8} << 20;

/// A pattern in RE2's syntax. Search takes linear time.
class LinearRegex {
 public:
  /// The error is Go's: ``error parsing regexp: missing closing ): `((` ``.
  static Result<LinearRegex> compile(const std::string& pattern, bool ignore_case);

  /// `text` must be valid UTF-8.
  bool search(std::string_view text) const;

 private:
  explicit LinearRegex(std::shared_ptr<const re2::RE2> program) : program_(std::move(program)) {}
  std::shared_ptr<const re2::RE2> program_;
};

}  // namespace clashlint
