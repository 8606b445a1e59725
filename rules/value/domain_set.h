#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/base/result.h"

namespace clashlint {

/// The core's succinct set of domain patterns, bit by bit as the core builds
/// and searches it (`semantics.md` E.6b, E.7), misses included: domain rule-sets,
/// fake-ip-filter, sniffer lists, GeoSite and MRS files.
class DomainSet {
 public:
  DomainSet() = default;

  /// From valid patterns (in any order, in any case, repeated or not). n log n.
  static DomainSet build(std::vector<std::string> patterns);

  /// From the three arrays of an MRS file. Checks them so that no lookup can
  /// leave them: nothing when they are no trie.
  static Result<DomainSet> from_arrays(std::vector<std::uint64_t> leaves,
                                       std::vector<std::uint64_t> label_bitmap, std::string labels);

  bool empty() const { return labels_.empty() && leaves_.empty(); }

  /// Is the name in the set? Any case. O(length) but for patterns with `*`.
  bool contains(std::string_view host) const;

  /// The pattern that took the name, in the language of E.6 (`+.a.com`), for
  /// showing to a person; nothing when the name is not in the set.
  std::optional<std::string> matching_pattern(std::string_view host) const;

  /// Every pattern, sorted by its reversed text, keys implied by a `+.` sibling left out.
  std::vector<std::string> patterns() const;

 private:
  std::vector<std::uint64_t> leaves_;
  std::vector<std::uint64_t> label_bitmap_;
  std::string labels_;
  // Rank and select indexes over label_bitmap_, made by both constructors.
  std::vector<std::uint32_t> ranks_;
  std::vector<std::uint32_t> selects_;
};

}  // namespace clashlint
