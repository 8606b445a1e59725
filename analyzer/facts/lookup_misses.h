#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "rules/value/domain_set.h"

namespace clashlint {

/// A name that an entry with a `*` stands for, and that the core does not find
/// in the set (`semantics.md` E.6b). Asked of the set itself: never a guess.
struct LookupMiss {
  std::size_t entry = 0;               ///< index of the one with the `*`
  std::string name{};                  ///< one that somebody may well ask for
  std::optional<std::size_t> blocker;  ///< the entry in which the lookup ends instead, where it is known
};

/// At most one miss for each entry, in order. Looked for are names that the
/// other entries suggest: `bar.a.com` where `foo.bar.a.com` or `foo-bar.a.com`
/// stands beside `*.a.com`. One pass over the entries, and at most
/// kMaxLookups questions; nothing at all for a set that cannot miss.
std::vector<LookupMiss> lookup_misses(const DomainSet& set);

inline constexpr std::size_t kMaxLookups = 10'000;
/// More entries with a `*` than this are not looked at.
inline constexpr std::size_t kMaxStarEntries = 1'000;

}  // namespace clashlint
