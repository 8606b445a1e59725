#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "rules/value/name_entry.h"

namespace clashlint {

/// Names that nearly all clients send: lower-case letters, digits, `-`, `_`, `.`.
/// The page asks about no others, so entries with anything else take nothing there.
bool is_page_name(std::string_view text);

/// The name entries of all rows and lists of a profile in a few strings, sorted
/// from the right and front-coded (`cli/report/README.md`): a page looks a name
/// up in them without unpacking more than a block or two.
class NamePack {
 public:
  /// `taker` is whatever holds the entry: a row, a list, a run of names in a list.
  /// The text must outlive the pack. Not for the form `other`.
  void add(std::string_view text, NameForm form, std::uint32_t taker);

  /// Entries that are the same for several takers, by the number that `blocks` names.
  struct Packed {
    std::vector<std::string> blocks{};
    std::vector<std::vector<std::uint32_t>> bags{};  ///< of `taker * 4 + forms`; 1: the name, 2: below it
  };
  Packed pack() &&;

 private:
  struct Entry {
    std::string_view text;
    std::uint32_t taken_by;  ///< as in a bag
  };
  std::vector<Entry> entries_;
};

}  // namespace clashlint
