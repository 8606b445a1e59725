#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/base/result.h"
#include "rules/value/rank_select.h"

namespace clashlint {

/// Bounds of what `from_arrays` takes: nodes, and bytes of all patterns written
/// out (a chain of n nodes could stand for n²/2 bytes of patterns).
inline constexpr std::size_t kMaxDomainSetLabels = std::size_t{1} << 25;
inline constexpr std::size_t kMaxDomainSetBytes = std::size_t{1} << 28;

/// The core's succinct set of domain patterns, bit by bit as the core builds
/// and searches it (`semantics.md` E.6b, E.7), misses included. `DomainSet`
/// decides where it is needed.
class SuccinctSet {
 public:
  SuccinctSet() = default;

  /// From valid patterns (in any order, in any case, repeated or not). n log n.
  static SuccinctSet build(std::vector<std::string> patterns);

  /// From the three arrays of an MRS file. Checks them so that no lookup can
  /// leave them: nothing when they are no trie.
  static Result<SuccinctSet> from_arrays(std::vector<std::uint64_t> leaves,
                                         std::vector<std::uint64_t> label_bitmap, std::string labels);

  bool empty() const { return labels_.empty() && leaves_.empty(); }

  bool has_star() const { return labels_.find('*') != labels_.npos; }

  /// Is the name in the set? Any case. O(length) but for patterns with `*`: each
  /// edge of the trie is then looked at no more than once per byte of the name.
  bool contains(std::string_view host) const;

  /// The pattern that took the name, in the language of E.6 (`+.a.com`), for
  /// showing to a person; nothing when the name is not in the set.
  std::optional<std::string> matching_pattern(std::string_view host) const;

  /// Every pattern in the order of its reversed key, keys implied by a `+.`
  /// sibling left out. Building a set from them gives the same set again.
  std::vector<std::string> patterns() const;

 private:
  SuccinctSet(std::vector<std::uint64_t> leaves, std::vector<std::uint64_t> label_bitmap, std::string labels);

  bool is_leaf(std::uint32_t node) const;
  std::uint32_t first_bit(std::uint32_t node) const;
  std::uint32_t node_behind(std::uint32_t bit) const;
  std::uint32_t next_dot(std::uint32_t label) const;
  std::uint32_t parent(std::uint32_t node) const;
  std::optional<std::uint32_t> child(std::uint32_t node, char label) const;
  bool has_any_depth_sibling(std::uint32_t node) const;
  bool ends_any_depth_pair(std::uint32_t node, std::string_view reversed_key) const;
  std::string reversed_key(std::uint32_t node) const;
  std::string pattern_of(std::uint32_t node, std::string_view reversed_key) const;

  class Search;

  std::vector<std::uint64_t> leaves_;
  RankSelect bits_;  // per node one 0 for each edge, then a 1
  std::string labels_;
  std::vector<std::uint32_t> dots_;  // where labels_ has a `.`; only when it has a `*`
};

}  // namespace clashlint
