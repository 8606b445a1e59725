#pragma once

#include <string>
#include <vector>

#include "analyzer/dns/filter_list.h"

namespace clashlint {

/// A pattern of `fake-ip-filter` that is there for nothing, as another entry takes all its names.
struct DeadPattern {
  const FilterEntry* entry = nullptr;
  std::string why{};  ///< `again`, `+.qq.com takes it`
  /// A list may hold less tomorrow, and a set with a `*` in it finds other names without an entry.
  bool safe_to_delete = false;
};

/// Entry by entry, in their order; not for rows. Linear in the entries and the labels of their names.
std::vector<DeadPattern> dead_patterns(const Profile& profile, const FilterList& list);

/// Whether an entry is a pattern, and not `geosite:cn` or the like.
bool is_pattern(const FilterEntry& entry);

}  // namespace clashlint
