#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/base/result.h"

namespace re2 {
class RE2;
}

namespace clashlint {

/// Bytes one pattern may use for its program and its automaton.
inline constexpr std::int64_t kMaxLinearBytes = std::int64_t{8} << 20;
/// The same for a set of patterns.
inline constexpr std::int64_t kMaxSetBytes = std::int64_t{64} << 20;

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

/// Many patterns in RE2's syntax, looked for in one pass over a text.
class LinearRegexSet {
 public:
  LinearRegexSet();
  ~LinearRegexSet();
  LinearRegexSet(const LinearRegexSet&) = delete;
  LinearRegexSet& operator=(const LinearRegexSet&) = delete;

  /// The pattern's number, from 0 on; nothing where RE2 does not take it. Not behind `finish`.
  std::optional<int> add(const std::string& pattern);
  /// Call once, behind the last pattern. False: they are too much together.
  bool finish();

  /// The numbers of those that are found, in no order; `text` must be valid UTF-8.
  /// Nothing where the bound of memory was met: then they are to be asked one by one.
  const std::vector<int>* search(std::string_view text);

 private:
  struct Program;
  std::unique_ptr<Program> program_;
  std::vector<int> found_;
};

}  // namespace clashlint
