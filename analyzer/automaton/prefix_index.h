#pragma once

#include <utility>
#include <vector>

#include "rules/value/ip.h"

namespace clashlint {

/// Rows that ask for one address range each, by the length of its prefix.
class PrefixIndex {
 public:
  void add(const IpPrefix& prefix, int row);
  /// Call once, behind the last row.
  void finish();

  /// Calls `visit(row)` for each row whose prefix contains the address. log n for each length.
  template <typename Visit>
  void rows_of(const IpAddress& address, Visit visit) const {
    for (const Length& length : lengths_) {
      if (length.is_v6 != address.is_v6) continue;
      const std::pair<IpAddress, int> first(IpPrefix{address, length.bits}.first(), -1);
      for (auto at = std::lower_bound(length.rows.begin(), length.rows.end(), first);
           at != length.rows.end() && at->first == first.first; ++at)
        visit(at->second);
    }
  }

 private:
  struct Length {
    bool is_v6 = false;
    int bits = 0;
    std::vector<std::pair<IpAddress, int>> rows{};  ///< first address, row; sorted
  };
  std::vector<Length> lengths_;
};

}  // namespace clashlint
