#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace clashlint {

/// What a hand-written reader makes of one line of a YAML provider file.
enum class QuickAnswer {
  entry,    ///< a list item with that text
  nothing,  ///< a list item without text: null, nothing or an empty quoted scalar
  unsure,   ///< the YAML reader must say
};

struct QuickLine {
  QuickAnswer answer = QuickAnswer::unsure;
  std::string_view text{};  ///< without quotes
  std::size_t begin = 0;    ///< the scalar within the line, quotes included
  std::size_t end = 0;
};

/// Reads the forms that nearly every line has: `- plain`, `- 'single'`,
/// `- "double"` in printable ASCII without escapes, indented by blanks at least as far as
/// the head, perhaps with a comment. Wherever it is sure, the YAML reader says the same of head and line.
QuickLine read_quick_line(std::string_view line, std::size_t head_indent);

/// A head line in its plain form: `payload:` or `rules:`, perhaps indented,
/// with blanks around and a comment behind.
struct PlainHead {
  std::size_t indent = 0;
  std::string text;  ///< the same without what says nothing, with its line break
};

/// Nothing for heads in any other form. To be asked only about lines that are heads.
std::optional<PlainHead> read_plain_head(std::string_view line);

}  // namespace clashlint
