#include "rules/value/text.h"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <iterator>

namespace clashlint {

namespace {

constexpr std::int32_t kReplacement = 0xFFFD;
constexpr std::string_view kReplacementBytes = "\xEF\xBF\xBD";

struct Decoded {
  std::int32_t code = 0;
  std::size_t size = 1;
  bool valid = true;
};

// A byte that begins no code point is one U+FFFD of size 1, as Go's decoder has it.
Decoded decode(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  if (lead < 0x80) return {lead, 1, true};
  utf8proc_int32_t code = 0;
  const auto size =
      utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                       static_cast<utf8proc_ssize_t>(std::min<std::size_t>(text.size(), 4)), &code);
  if (size <= 0) return {kReplacement, 1, false};
  return {code, static_cast<std::size_t>(size), true};
}

Decoded decode_last(std::string_view text) {
  for (std::size_t size = 1; size <= std::min<std::size_t>(text.size(), 4); ++size) {
    const Decoded last = decode(text.substr(text.size() - size));
    if (last.valid && last.size == size) return last;
  }
  return {kReplacement, 1, false};
}

void append(std::string& out, std::int32_t code) {
  utf8proc_uint8_t bytes[4];
  const auto size = utf8proc_encode_char(code, bytes);
  out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

char ascii_to_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }
char ascii_to_upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c; }

std::int32_t to_lower(std::int32_t code) { return utf8proc_tolower(code); }

std::int32_t to_upper(std::int32_t code) {
  // utf8proc maps U+00DF to U+1E9E, the Unicode tables (and Go's) to itself.
  return code == 0xDF ? code : utf8proc_toupper(code);
}

template <typename MapAscii, typename MapCode>
std::string mapped(std::string_view text, MapAscii map_ascii, MapCode map_code) {
  std::string out;
  if (is_ascii(text)) {
    out = text;
    for (char& c : out) c = map_ascii(c);
    return out;
  }
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Decoded next = decode(text.substr(at));
    append(out, map_code(next.code));
    at += next.size;
  }
  return out;
}

// Unicode's White_Space property.
bool is_space(std::int32_t code) {
  return (code >= 0x09 && code <= 0x0D) || code == 0x20 || code == 0x85 || code == 0xA0 || code == 0x1680 ||
         (code >= 0x2000 && code <= 0x200A) || code == 0x2028 || code == 0x2029 || code == 0x202F ||
         code == 0x205F || code == 0x3000;
}

// Go's unicode.IsPrint: letters, marks, numbers, punctuation, symbols and U+0020.
bool is_print(std::int32_t code) {
  if (code == ' ') return true;
  const auto category = utf8proc_category(code);
  return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_SO;
}

void append_escaped(std::string& out, const Decoded& next, unsigned char first_byte) {
  if (!next.valid) {
    out += fmt::format("\\x{:02x}", first_byte);
    return;
  }
  constexpr std::string_view kLetters = "abtnvfr";  // from U+0007 on
  if (next.code == '"' || next.code == '\\') {
    out += '\\';
    append(out, next.code);
  } else if (is_print(next.code)) {
    append(out, next.code);
  } else if (next.code >= 0x07 && next.code <= 0x0D) {
    out += '\\';
    out += kLetters[static_cast<std::size_t>(next.code - 0x07)];
  } else if (next.code < 0x80) {
    out += fmt::format("\\x{:02x}", next.code);
  } else if (next.code < 0x10000) {
    out += fmt::format("\\u{:04x}", next.code);
  } else {
    out += fmt::format("\\U{:08x}", next.code);
  }
}

bool is_pictographic(std::int32_t code) {
  return utf8proc_get_property(code)->boundclass == UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC;
}

bool is_regional_indicator(std::int32_t code) { return code >= 0x1F1E6 && code <= 0x1F1FF; }

// One grapheme cluster, fed code point by code point: the widest decides, and
// VS16 asks for the emoji form (two cells) of what has one.
class Cluster {
 public:
  void add(std::int32_t code) {
    width_ = std::max(width_, utf8proc_charwidth(code));
    if (code == 0xFE0F && (is_pictographic(first_) || is_keycap_base(first_))) width_ = 2;
    if (count_ == 1 && is_regional_indicator(first_) && is_regional_indicator(code)) width_ = 2;
    if (count_++ == 0) first_ = code;
  }
  int width() const { return width_; }

 private:
  static bool is_keycap_base(std::int32_t code) {
    return code == '#' || code == '*' || (code >= '0' && code <= '9');
  }
  std::int32_t first_ = 0;
  int count_ = 0;
  int width_ = 0;
};

}  // namespace

std::string unicode_lower(std::string_view text) { return mapped(text, ascii_to_lower, to_lower); }

std::string unicode_upper(std::string_view text) { return mapped(text, ascii_to_upper, to_upper); }

std::string_view trim_space(std::string_view text) {
  while (!text.empty()) {
    const Decoded first = decode(text);
    if (!is_space(first.code)) break;
    text.remove_prefix(first.size);
  }
  while (!text.empty()) {
    const Decoded last = decode_last(text);
    if (!is_space(last.code)) break;
    text.remove_suffix(last.size);
  }
  return text;
}

bool unicode_iequals(std::string_view a, std::string_view b) {
  while (!a.empty() && !b.empty()) {
    const Decoded x = decode(a);
    const Decoded y = decode(b);
    if (x.code != y.code && to_lower(x.code) != to_lower(y.code)) return false;
    a.remove_prefix(x.size);
    b.remove_prefix(y.size);
  }
  return a.empty() && b.empty();
}

bool is_ascii(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

bool is_valid_utf8(std::string_view text) {
  while (!text.empty()) {
    const Decoded next = decode(text);
    if (!next.valid) return false;
    text.remove_prefix(next.size);
  }
  return true;
}

std::string to_valid_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Decoded next = decode(text.substr(at));
    out += next.valid ? text.substr(at, next.size) : kReplacementBytes;
    at += next.size;
  }
  return out;
}

std::string reversed_by_code_point(std::string_view text) {
  if (is_ascii(text)) return {text.rbegin(), text.rend()};
  std::string out = to_valid_utf8(text);
  std::reverse(out.begin(), out.end());
  // Every sequence is backwards now: continuation bytes first, lead byte last.
  for (auto at = out.begin(); at != out.end();) {
    const auto lead =
        std::find_if(at, out.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
    std::reverse(at, std::next(lead));
    at = std::next(lead);
  }
  return out;
}

std::u32string code_points(std::string_view text) {
  std::u32string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const Decoded next = decode(text);
    out += static_cast<char32_t>(next.code);
    text.remove_prefix(next.size);
  }
  return out;
}

std::string to_utf8(std::u32string_view text) {
  std::string out;
  for (const char32_t code : text) {
    const bool is_code_point = code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
    append(out, is_code_point ? static_cast<std::int32_t>(code) : kReplacement);
  }
  return out;
}

char32_t lower_code_point(char32_t code) {
  return static_cast<char32_t>(to_lower(static_cast<std::int32_t>(code)));
}

bool is_word_code_point(char32_t code) {
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(code))) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_PC:
      return true;
    default:
      return false;
  }
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  while (!text.empty()) {
    const Decoded next = decode(text);
    append_escaped(out, next, static_cast<unsigned char>(text.front()));
    text.remove_prefix(next.size);
  }
  return out += '"';
}

int cell_width(std::string_view text) {
  int width = 0;
  Cluster cluster;
  std::int32_t previous = 0;
  utf8proc_int32_t state = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Decoded next = decode(text.substr(at));
    if (at != 0 && utf8proc_grapheme_break_stateful(previous, next.code, &state)) {
      width += cluster.width();
      cluster = Cluster();
    }
    cluster.add(next.code);
    previous = next.code;
    at += next.size;
  }
  return width + cluster.width();
}

std::u32string look_of(std::string_view text) {
  const std::string valid = to_valid_utf8(text);
  utf8proc_uint8_t* folded = nullptr;
  const auto options = static_cast<utf8proc_option_t>(UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
                                                      UTF8PROC_IGNORE | UTF8PROC_STRIPCC);
  const utf8proc_ssize_t size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(valid.data()),
                                             static_cast<utf8proc_ssize_t>(valid.size()), &folded, options);
  if (size < 0) return code_points(valid);
  std::u32string look = code_points({reinterpret_cast<const char*>(folded), static_cast<std::size_t>(size)});
  std::free(folded);  // NOLINT(cppcoreguidelines-no-malloc): utf8proc's contract
  std::erase_if(look, [](char32_t c) { return c == U' ' || (c >= 0xFE00 && c <= 0xFE0F) || c == 0x200D; });
  return look;
}

}  // namespace clashlint
