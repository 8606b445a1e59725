#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "rules/value/name_entry.h"

namespace clashlint {

/// How nearly an entry takes a name that it does not take.
enum class Nearness : std::uint8_t {
  far,
  sibling,   ///< both are under one registered name
  letters,   ///< the name ends in these letters, not at a dot
  inside,    ///< it is a name under this one
  stars,     ///< only the number of labels differs
  one_form,  ///< `.x` asked for x, or `x` for a name under it
  missed     ///< its form takes the name, and the core's search misses it
};

/// Looks for the entry of a list that is nearest to one name.
class NearEntry {
 public:
  /// `name`: lower case, not empty; must outlive this.
  explicit NearEntry(std::string_view name);

  /// Whether the entry is nearer than all before.
  bool offer(const NameEntry& entry);

  Nearness nearness() const { return nearness_; }
  const NameEntry& entry() const { return entry_; }

 private:
  Nearness judge(const NameEntry& entry) const;

  std::string_view name_;
  std::string_view registered_;  ///< the part of the name that somebody registered; empty if unknown
  NameEntry entry_;
  Nearness nearness_ = Nearness::far;
  std::size_t shared_ = 0;  ///< letters that the entry and the name have in common at their ends
};

}  // namespace clashlint
