#pragma once

#include <string>
#include <string_view>
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

std::string join(const std::vector<std::string>& parts, std::string_view separator);

}  // namespace clashlint
