#pragma once

#include <optional>
#include <unordered_set>

#include "rules/yaml/tree.h"

namespace clashlint {

/// The anchors of a document. Looked for when they are first asked about:
/// most profiles never need it. Linear in the tree.
class Anchors {
 public:
  explicit Anchors(const YamlNode& root) : root_(root) {}

  /// Whether a value or something in it has an anchor.
  static bool hold_any(const YamlNode& value);

  /// Whether one of those is used somewhere.
  bool hold_used(const YamlNode& value);

 private:
  const YamlNode& root_;
  std::optional<std::unordered_set<const YamlNode*>> used_;
};

}  // namespace clashlint
