#include <cstddef>
#include <unordered_set>
#include <vector>

#include "rules/yaml/mapping.h"

namespace clashlint {
namespace {

// The bounds of gopkg.in/yaml.v3.
constexpr std::size_t kFewAliasSteps = 100;
constexpr std::size_t kFewSteps = 1000;
constexpr double kSmallDocument = 400000;
constexpr double kLargeDocument = 4000000;
constexpr double kSmallRatio = 0.99;
constexpr double kLargeRatio = 0.10;

double allowed_ratio(std::size_t steps) {
  const auto count = static_cast<double>(steps);
  if (count <= kSmallDocument) return kSmallRatio;
  if (count >= kLargeDocument) return kLargeRatio;
  return kSmallRatio -
         (kSmallRatio - kLargeRatio) * (count - kSmallDocument) / (kLargeDocument - kSmallDocument);
}

// One collection on the way down, or the target of an alias.
struct Level {
  const YamlNode* node = nullptr;
  std::size_t next_child = 0;
  const YamlNode* alias = nullptr;  ///< set: `node` is reached through it
};

// Decodes without making anything. The ratio bounds the number of steps: a
// document cannot hide more than a tenth of its own size behind aliases once
// it is large.
class StepCounter {
 public:
  bool is_excessive(const YamlNode& root) {
    if (visit(root)) return true;
    while (!levels_.empty()) {
      Level& level = levels_.back();
      if (level.next_child < level.node->children.size()) {
        const YamlNode& child = *level.node->children[level.next_child++];
        if (visit(child)) return true;
        continue;
      }
      if (level.alias != nullptr) inside_.erase(level.alias);
      levels_.pop_back();
    }
    return false;
  }

 private:
  bool visit(const YamlNode& node) {
    if (count_step()) return true;
    if (node.kind != YamlKind::alias) {
      if (!node.children.empty()) levels_.push_back({&node, 0, nullptr});
      return false;
    }
    // An alias inside its own anchor is another fault.
    if (node.target == nullptr || !inside_.insert(&node).second) return false;
    levels_.push_back({node.target, 0, &node});
    return count_step();
  }

  bool count_step() {
    ++steps_;
    if (!inside_.empty()) ++alias_steps_;
    if (alias_steps_ <= kFewAliasSteps || steps_ <= kFewSteps) return false;
    return static_cast<double>(alias_steps_) / static_cast<double>(steps_) > allowed_ratio(steps_);
  }

  std::vector<Level> levels_;
  std::unordered_set<const YamlNode*> inside_;  ///< aliases that are being followed
  std::size_t steps_ = 0;
  std::size_t alias_steps_ = 0;
};

}  // namespace

bool yaml_excessive_aliasing(const YamlNode& root) { return StepCounter().is_excessive(root); }

}  // namespace clashlint
