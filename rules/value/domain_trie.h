#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

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
  /// No node is visited twice; names with empty labels or a trailing dot find nothing.
  std::optional<int> search(std::string_view host) const;

 private:
  struct Node;
  // By index, the root first: a name of a million labels must not make a
  // million nested destructors.
  std::vector<Node> nodes_;

  void insert_labels(std::span<const std::string_view> labels, int value);
};

}  // namespace clashlint
