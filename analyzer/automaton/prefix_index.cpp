#include "analyzer/automaton/prefix_index.h"

#include <algorithm>

namespace clashlint {

void PrefixIndex::add(const IpPrefix& prefix, int row) {
  auto length = std::ranges::find_if(lengths_, [&](const Length& each) {
    return each.is_v6 == prefix.address.is_v6 && each.bits == prefix.bits;
  });
  if (length == lengths_.end())
    length = lengths_.insert(length, {.is_v6 = prefix.address.is_v6, .bits = prefix.bits});
  length->rows.emplace_back(prefix.first(), row);
}

void PrefixIndex::finish() {
  for (Length& length : lengths_) std::ranges::sort(length.rows);
}

}  // namespace clashlint
