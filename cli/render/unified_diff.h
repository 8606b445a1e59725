#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/render/paint.h"

namespace clashlint {

/// A text as its lines and as what may be shown of them (no secrets).
struct DiffSide {
  std::vector<std::string_view> lines{};  ///< each with its line break, which the last may lack
  std::vector<std::string> shown{};       ///< without line breaks

  /// Whether something of a line is not shown.
  bool masks(std::size_t at) const;
};

/// The difference as `diff -u` writes it; empty where there is none.
std::string unified_diff(std::string_view path, const DiffSide& before, const DiffSide& after,
                         const Paint& paint);

/// Lines as DiffSide wants them.
std::vector<std::string_view> lines_of(std::string_view text);

}  // namespace clashlint
