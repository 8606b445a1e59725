#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace clashlint {

/// The label trie behind `hosts` and `nameserver-policy` (`semantics.md`
/// E.6a). Values are indexes that the owner gives a meaning; a later insertion
/// of the same key replaces the earlier. Labels are compared in lower case.
class DomainTrie {
 public:
  DomainTrie();
  ~DomainTrie();
  DomainTrie(DomainTrie&&) noexcept;
  DomainTrie& operator=(DomainTrie&&) noexcept;

  /// False when the pattern is not valid: nothing is inserted.
  bool insert(std::string_view pattern, int value);

  /// The value of the most specific pattern that takes the name: literal label,
  /// then `*`, then `.`/`+.`, walking from the right with backtracking.
  /// Bounded by labels · branches; names with empty labels or a trailing dot find nothing.
  std::optional<int> search(std::string_view host) const;

 private:
  struct Node;
  std::unique_ptr<Node> root_;
};

}  // namespace clashlint
