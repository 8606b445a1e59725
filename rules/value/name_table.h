#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "rules/value/name_entry.h"

namespace clashlint {

/// The plain entries of one list in one flat table that is asked once a label
/// of a name. 16 bytes an entry, the texts stay where they are. (A trie of
/// labels takes twice the time and three times the space.)
class NameTable {
 public:
  /// Entries of the form `other` are left out.
  explicit NameTable(std::span<const NameEntry> entries);

  struct Hit {
    std::string_view text;
    NameForm form = NameForm::whole;  ///< of all entries with this text together
  };
  /// The shortest suffix that takes a name in lower case, else the name itself.
  std::optional<Hit> find(std::string_view name) const;

  /// Whether one entry takes all that this one does.
  bool covers(const NameEntry& entry) const;

 private:
  struct Slot {
    std::uint32_t tag = 0;
    std::uint32_t entry : 30 = 0;  ///< one more than the index; 0: free
    std::uint32_t forms : 2 = 0;
  };
  const Slot* slot(std::uint64_t hash, std::string_view text) const;
  void add(std::uint32_t at);

  std::span<const NameEntry> entries_;
  std::vector<Slot> slots_;
  std::size_t mask_ = 0;
};

}  // namespace clashlint
