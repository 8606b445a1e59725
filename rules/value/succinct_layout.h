#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace clashlint {

/// The trie of a `SuccinctSet`, for whoever searches it elsewhere: node n is the
/// n-th run of `bits`, one 0 for each edge and a closing 1 (`semantics.md` E.7).
struct SuccinctLayout {
  std::string labels{};  ///< the bytes of the edges
  std::vector<bool> bits{};
  std::vector<bool> leaves{};  ///< by node
};

/// As `SuccinctSet::build` has it. n log n.
SuccinctLayout succinct_layout(const std::vector<std::string>& patterns);

}  // namespace clashlint
