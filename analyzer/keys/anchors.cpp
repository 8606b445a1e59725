#include "analyzer/keys/anchors.h"

#include <vector>

namespace clashlint {
namespace {

/// Every node of a tree, aliases not followed, until `stop` says so.
template <typename Stop>
bool any_node(const YamlNode& root, Stop stop) {
  std::vector<const YamlNode*> left = {&root};
  while (!left.empty()) {
    const YamlNode& node = *left.back();
    left.pop_back();
    if (stop(node)) return true;
    left.insert(left.end(), node.children.begin(), node.children.end());
  }
  return false;
}

bool has_anchor(const YamlNode& node) {
  return node.properties != nullptr && !node.properties->anchor.empty();
}

}  // namespace

bool Anchors::hold_any(const YamlNode& value) { return any_node(value, has_anchor); }

bool Anchors::hold_used(const YamlNode& value) {
  if (!hold_any(value)) return false;
  if (!used_) {
    used_.emplace();
    any_node(root_, [&](const YamlNode& node) {
      if (node.kind == YamlKind::alias && node.target != nullptr) used_->insert(node.target);
      return false;
    });
  }
  return any_node(value, [&](const YamlNode& node) { return used_->contains(&node); });
}

}  // namespace clashlint
