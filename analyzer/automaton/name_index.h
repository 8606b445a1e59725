#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "rules/value/name_entry.h"
#include "rules/value/suffix_hash.h"

namespace clashlint {

/// The name entries of all rows of a list in one flat table, asked once a label.
/// Rows are added in order, so that while row i is added only the rows before
/// it are there: "is this entry taken already" falls out of adding it.
class NameIndex {
 public:
  void reserve(std::size_t entries);

  /// Adds an entry and calls `covers(row)` for rows added before that have one
  /// entry that takes all it takes, the shortest suffix first. Not for `other`.
  template <typename Visit>
  void add(std::string_view text, NameForm form, int row, Visit covers);

  /// Calls `visit(row)` for each row with an entry that takes the name; a row
  /// may come several times.
  template <typename Visit>
  void rows_of(std::string_view name, Visit visit) const;

  /// As `add`, for an entry that need not be there.
  template <typename Visit>
  void rows_over(std::string_view text, NameForm form, Visit visit) const;

 private:
  static constexpr std::uint32_t kWhole = 1;
  static constexpr std::uint32_t kBelow = 2;

  struct Node {
    const char* data;
    std::uint32_t size;
    std::uint32_t next;  ///< index + 1 of the next node with this text; 0: none
    std::uint32_t row : 30;
    std::uint32_t forms : 2;
  };
  struct Slot {
    std::uint32_t tag = 0;
    std::uint32_t first = 0;  ///< index + 1 of the first node
  };

  static std::uint32_t forms_of(NameForm form);
  std::size_t place_of(std::uint64_t hash, std::string_view text) const;
  void append(Slot& slot, std::uint64_t hash, std::string_view text, std::uint32_t forms, int row);
  void grow(std::size_t entries);

  template <typename Visit>
  void visit_nodes(std::size_t place, std::uint32_t forms, Visit visit) const;
  /// For every proper suffix at a label, the shortest first, then gives the hash of all.
  template <typename Visit>
  std::uint64_t visit_suffixes(std::string_view text, Visit visit) const;

  std::vector<Slot> slots_ = std::vector<Slot>(16);
  std::vector<Node> nodes_;
  std::vector<std::uint32_t> last_;  ///< of chains with more than one node, by first node; else 0
};

inline std::uint32_t NameIndex::forms_of(NameForm form) {
  if (form == NameForm::suffix) return kWhole | kBelow;
  return form == NameForm::below ? kBelow : kWhole;
}

inline std::size_t NameIndex::place_of(std::uint64_t hash, std::string_view text) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t place = hash & mask;
  for (; slots_[place].first != 0; place = (place + 1) & mask) {
    if (slots_[place].tag != static_cast<std::uint32_t>(hash >> 32)) continue;
    const Node& node = nodes_[slots_[place].first - 1];
    if (std::string_view(node.data, node.size) == text) break;
  }
  return place;
}

template <typename Visit>
void NameIndex::visit_nodes(std::size_t place, std::uint32_t forms, Visit visit) const {
  for (std::uint32_t at = slots_[place].first; at != 0; at = nodes_[at - 1].next) {
    const Node& node = nodes_[at - 1];
    if ((node.forms & forms) == forms) visit(static_cast<int>(node.row));
  }
}

template <typename Visit>
std::uint64_t NameIndex::visit_suffixes(std::string_view text, Visit visit) const {
  SuffixHash hash;
  for (std::size_t at = text.size(); at-- > 0;) {
    if (text[at] == '.') {
      const std::size_t place = place_of(hash.value(), text.substr(at + 1));
      if (slots_[place].first != 0) visit_nodes(place, kBelow, visit);
    }
    hash.add(text[at]);
  }
  return hash.value();
}

template <typename Visit>
void NameIndex::add(std::string_view text, NameForm form, int row, Visit covers) {
  if ((nodes_.size() + 1) * 2 > slots_.size()) grow(nodes_.size() * 2 + 8);
  const std::uint64_t hash = visit_suffixes(text, covers);
  const std::uint32_t forms = forms_of(form);
  Slot& slot = slots_[place_of(hash, text)];
  visit_nodes(static_cast<std::size_t>(&slot - slots_.data()), forms, covers);
  append(slot, hash, text, forms, row);
}

template <typename Visit>
void NameIndex::rows_of(std::string_view name, Visit visit) const {
  const std::uint64_t hash = visit_suffixes(name, visit);
  visit_nodes(place_of(hash, name), kWhole, visit);
}

template <typename Visit>
void NameIndex::rows_over(std::string_view text, NameForm form, Visit visit) const {
  const std::uint64_t hash = visit_suffixes(text, visit);
  visit_nodes(place_of(hash, text), forms_of(form), visit);
}

}  // namespace clashlint
