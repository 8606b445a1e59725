#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace clashlint {

/// ASCII only: bytes above 0x7F are left alone.
std::string ascii_lower(std::string_view text);
std::string ascii_upper(std::string_view text);
bool ascii_iequals(std::string_view a, std::string_view b);

/// Cuts U+0020 at both ends, nothing else (the core's rule tokens, `semantics.md` C.1).
std::string_view trim_blanks(std::string_view text);

/// Every piece between separators, empty ones included. Views into `text`.
std::vector<std::string_view> split(std::string_view text, char separator);

/// `parts`: a range of texts.
template <typename Parts>
std::string join(const Parts& parts, std::string_view separator) {
  std::string out;
  bool first = true;
  for (const std::string_view part : parts) {
    if (!std::exchange(first, false)) out += separator;
    out += part;
  }
  return out;
}

}  // namespace clashlint
