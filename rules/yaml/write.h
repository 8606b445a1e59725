#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <unordered_set>

#include "rules/yaml/tree.h"

namespace clashlint {

/// Writes nodes as YAML that the core reads the same: aliases and merges are
/// written out, anchors and comments are left away, and every scalar keeps its type.
class YamlWriter {
 public:
  /// What is to stand in place of a scalar; nothing: the scalar itself.
  using Hide = std::function<std::optional<std::string>(const YamlNode& scalar)>;

  explicit YamlWriter(Hide hide = {}) : hide_(std::move(hide)) {}

  /// A scalar on one line. `in_flow`: inside `[ ]` or `{ }`.
  std::string scalar(const YamlNode& scalar, bool in_flow);

  /// Any node on one line, in flow style.
  std::string flow(const YamlNode& node);

  /// Whether a key can stand in front of its colon: else it needs `? `.
  static bool is_simple_key(const YamlNode& key, const std::string& written);

  /// False once a node was met that holds itself, or more than the core would
  /// decode: `null` stands in its place.
  bool is_whole() const { return whole_; }

  /// Whether the hider had anything to hide.
  bool has_hidden() const { return hidden_; }

  /// Around a node that is written by hand; false: it is met inside itself.
  bool enter(const YamlNode& node);
  void leave(const YamlNode& node) { inside_.erase(&node); }

 private:
  void add(const YamlNode& node, std::string& text);
  void add_list(const YamlNode& list, std::string& text);
  void add_mapping(const YamlNode& mapping, std::string& text);

  Hide hide_;
  std::unordered_set<const YamlNode*> inside_;
  std::size_t steps_ = 0;
  bool whole_ = true;
  bool hidden_ = false;
};

}  // namespace clashlint
