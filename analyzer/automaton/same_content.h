#pragma once

#include <cstdint>
#include <unordered_map>

#include "rules/value/domain_set.h"
#include "rules/value/ip.h"

namespace clashlint {

/// Finds sets that hold the same, in any order. Each set is read once; what is
/// given has to outlive this.
class SameContent {
 public:
  /// The first set that was asked about with this content.
  const DomainSet* same(const DomainSet* set);
  const IpSet* same(const IpSet* set);

 private:
  template <typename Set>
  struct Known {
    std::unordered_map<const Set*, const Set*> same;
    std::unordered_multimap<std::uint64_t, const Set*> by_hash;
  };
  Known<DomainSet> names_;
  Known<IpSet> addresses_;
};

/// What an entry is, apart from where it stands.
std::uint64_t entry_hash(const NameEntry& entry);

}  // namespace clashlint
