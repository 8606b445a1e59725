#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/yaml/tree.h"

namespace clashlint {

/// An item of a list within its line, quotes included.
struct PlainItem {
  std::size_t begin = 0;
  std::size_t end = 0;
  YamlStyle style = YamlStyle::plain;
};

/// The item behind the `-` at `dash`, in the forms below; nothing for others.
/// The line is without its break.
std::optional<PlainItem> plain_item(std::string_view line, std::size_t dash);

/// A scalar that is a whole item of a block list, quotes included.
struct PlainRow {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  YamlStyle style = YamlStyle::plain;
};

/// Lines that hold one item each, indented alike, in forms that mean the same
/// to every YAML reader: `- plain`, `- 'single'`, `- "double"`, perhaps with a
/// comment; blank and comment lines between them. Lists of rules are made of
/// such lines, and a reader for all of YAML spends most of its time on them.
struct PlainRun {
  std::vector<PlainRow> rows;
  /// From behind the line of the first row up to that of the last: what need not be read.
  std::uint32_t cut_begin = 0;
  std::uint32_t cut_end = 0;
};

/// Every run of kLeastPlainRows rows and more, in order. One pass over the text.
/// Whether a run stands where a list is read, and not inside of a text of
/// several lines, only a YAML reader knows.
std::vector<PlainRun> plain_runs(std::string_view text);

/// The text without what need not be read, and places of the one in the other.
class CutText {
 public:
  CutText(std::string_view text, const std::vector<PlainRun>& runs);

  std::string_view text() const { return text_; }
  std::uint32_t original(std::uint32_t offset) const;

 private:
  struct Shift {
    std::uint32_t from = 0;  ///< first byte behind a cut, in the cut text
    std::uint32_t by = 0;
  };
  std::string text_;
  std::vector<Shift> shifts_;
};

inline constexpr std::size_t kLeastPlainRows = 16;

}  // namespace clashlint
