#pragma once

#include <string>
#include <string_view>

namespace clashlint {

/// Lower or upper case by Unicode's simple mapping of each code point, as the
/// core lower-cases payloads; bytes that are no UTF-8 become U+FFFD.
std::string unicode_lower(std::string_view text);
std::string unicode_upper(std::string_view text);

/// Cuts Unicode white space at both ends.
std::string_view trim_space(std::string_view text);

/// Case-insensitive equality (by simple lower-casing).
bool unicode_iequals(std::string_view a, std::string_view b);

bool is_ascii(std::string_view text);
bool is_valid_utf8(std::string_view text);

/// The text with every byte that is no UTF-8 replaced by U+FFFD.
std::string to_valid_utf8(std::string_view text);

/// Code points in reverse order; bytes that are no UTF-8 become U+FFFD (as the
/// core's conversion does).
std::string reversed_by_code_point(std::string_view text);

/// Code points, and back; what is no UTF-8 (no code point) becomes U+FFFD.
std::u32string code_points(std::string_view text);
std::string to_utf8(std::u32string_view text);

char32_t lower_code_point(char32_t code);

/// A letter, a non-spacing mark, a decimal digit or a connector: `\w` of .NET.
bool is_word_code_point(char32_t code);

/// The code points of a text as far as eyes tell them apart: compatibility
/// forms made one (NFKC), case folded; without blanks, control characters,
/// variation selectors and joiners. Bytes that are no UTF-8 become U+FFFD.
std::u32string look_of(std::string_view text);

/// In double quotes with Go's escapes (`%q`), as the core shows texts in its errors.
std::string quoted(std::string_view text);

/// Width in terminal cells: wide characters count two, combining marks none,
/// joined emoji and flags two as one.
int cell_width(std::string_view text);

}  // namespace clashlint
