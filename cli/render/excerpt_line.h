#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace clashlint {

/// A source line cut to what fits on a screen, and where the marks go.
struct ExcerptLine {
  std::string text;
  int before = 0;  ///< terminal cells in front of the marked part
  int width = 1;   ///< cells of the marked part, at least one
};

/// `begin` and `end` are bytes of the line; a tab is shown as two blanks, and
/// what would steer the terminal as U+FFFD. At most kMaxExcerptCells wide, for
/// lines of any length in bounded time.
ExcerptLine excerpt_line(std::string_view line, std::size_t begin, std::size_t end);

inline constexpr int kMaxExcerptCells = 120;

}  // namespace clashlint
