#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace clashlint {

/// How an entry of a domain list takes names (`semantics.md` E.6).
enum class NameForm : std::uint8_t {
  whole,   ///< `a.com`
  suffix,  ///< `+.a.com`: the name and everything below it
  below,   ///< `.a.com`: everything below it, not the name
  other    ///< has a `*`, or symbols that the core's set misjudges: only the whole set can say
};

/// An entry of a list in 16 bytes, as lists have a million of them. The text
/// is without the `+.` or `.` that the form says, in lower case; its owner is the list.
struct NameEntry {
  const char* data = nullptr;
  std::uint32_t size : 30 = 0;
  std::uint32_t form_bits : 2 = 0;
  std::uint32_t place = 0;  ///< first byte of the entry in its file

  NameEntry() = default;
  NameEntry(std::string_view text, NameForm form, std::uint32_t at)
      : data(text.data()),
        size(static_cast<std::uint32_t>(text.size()) & 0x3FFFFFFFU),
        form_bits(static_cast<std::uint32_t>(form) & 3U),
        place(at) {}

  std::string_view text() const { return {data, size}; }
  NameForm form() const { return static_cast<NameForm>(form_bits); }
};

/// An entry of a valid pattern in lower case.
NameEntry name_entry(std::string_view pattern, std::uint32_t place);

/// As it is written: `+.a.com`.
std::string shown_entry(const NameEntry& entry);

/// Whether `name` ends in `.` and `suffix`, with something in front.
inline bool is_below(std::string_view name, std::string_view suffix) {
  return name.size() > suffix.size() + 1 && name.ends_with(suffix) &&
         name[name.size() - suffix.size() - 1] == '.';
}

/// Whether the first takes all names that the second does. Not for `other`.
bool covers(const NameEntry& wide, const NameEntry& narrow);

/// Not for `other`.
bool takes(const NameEntry& entry, std::string_view name);

}  // namespace clashlint
