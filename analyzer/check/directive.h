#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clashlint {

/// The text of a comment after `# clashlint:`, taken apart. Views into the comment.
struct Directive {
  enum class Kind { ignore, begin, end, file };
  Kind kind = Kind::ignore;
  std::vector<std::string_view> ids;
  std::string until;  ///< YYYY-MM-DD, or empty
  std::string_view reason;
  std::string_view mark;  ///< from its `#` to the end of the comment
  std::string fault;      ///< what is written wrongly; empty: nothing
};

/// Nothing for a comment that is not for us.
std::optional<Directive> read_directive(std::string_view comment);

/// `2027-01-31`, a day of the calendar.
bool is_date(std::string_view text);

}  // namespace clashlint
