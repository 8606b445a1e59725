#include <cstddef>
#include <memory>
#include <span>
#include <string_view>
#include <unordered_set>
#include <utility>
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

using Names = std::unordered_set<std::string_view>;

// One collection on the way down, or the target of an alias.
struct Level {
  const YamlNode* node = nullptr;
  const YamlNode* alias = nullptr;  // set: `node` is reached through it
  std::shared_ptr<Names> names;     // set: merged into a mapping that has these keys
  std::size_t next_child = 0;
  std::span<const YamlNode* const> merges = {};  // what is to be merged behind the children
  std::size_t next_merge = 0;
  bool is_merging = false;
};

// Decodes without making anything, step by step as the core does: a merged
// key is decoded, its value only if the key is new, and a mapping that merges
// has its keys decoded once more. The ratio bounds the number of steps: a
// large document cannot hide more than a tenth of its own size behind aliases.
class StepCounter {
 public:
  bool is_excessive(const YamlNode& root) {
    visit(root, nullptr);
    while (!levels_.empty() && !is_over_) {
      if (!(levels_.back().node->is_mapping() ? step_mapping() : step_list())) leave();
    }
    return is_over_;
  }

 private:
  bool step_list() {
    Level& level = levels_.back();
    if (level.next_child >= level.node->children.size()) return false;
    visit(*level.node->children[level.next_child++], nullptr);
    return true;
  }

  bool step_mapping() {
    Level& level = levels_.back();
    const std::span<const YamlNode* const> children = level.node->children;
    while (level.next_child + 1 < children.size()) {
      const YamlNode& key = *children[level.next_child];
      const std::size_t value_at = level.next_child + 1;
      level.next_child += 2;
      if (is_merge_key(key)) {
        level.merges = children.subspan(value_at, 1);
        continue;
      }
      count_step();
      if (level.names != nullptr && !level.names->insert(resolved(key).text).second) continue;
      visit(*children[value_at], nullptr);
      return true;
    }
    if (!level.is_merging) begin_merge(level);
    if (level.next_merge >= level.merges.size()) return false;
    const std::shared_ptr<Names> names = level.names;
    visit(*level.merges[level.next_merge++], names);
    return true;
  }

  void begin_merge(Level& level) {
    level.is_merging = true;
    if (level.merges.empty()) return;
    if (level.merges[0]->is_sequence()) level.merges = level.merges[0]->children;
    if (level.names != nullptr) return;
    level.names = std::make_shared<Names>();
    for (std::size_t at = 0; at + 1 < level.node->children.size(); at += 2) {
      count_step();
      level.names->insert(resolved(*level.node->children[at]).text);
    }
  }

  void visit(const YamlNode& node, std::shared_ptr<Names> names) {
    count_step();
    if (node.kind != YamlKind::alias) {
      if (!node.children.empty()) levels_.push_back({.node = &node, .names = std::move(names)});
      return;
    }
    // An alias inside its own anchor is another fault.
    if (node.target == nullptr || !inside_.insert(&node).second) return;
    levels_.push_back({.node = node.target, .alias = &node, .names = std::move(names)});
    count_step();
  }

  void leave() {
    if (levels_.back().alias != nullptr) inside_.erase(levels_.back().alias);
    levels_.pop_back();
  }

  void count_step() {
    ++steps_;
    if (!inside_.empty()) ++alias_steps_;
    if (alias_steps_ <= kFewAliasSteps || steps_ <= kFewSteps) return;
    is_over_ =
        is_over_ || static_cast<double>(alias_steps_) / static_cast<double>(steps_) > allowed_ratio(steps_);
  }

  std::vector<Level> levels_;
  std::unordered_set<const YamlNode*> inside_;  // aliases that are being followed
  std::size_t steps_ = 0;
  std::size_t alias_steps_ = 0;
  bool is_over_ = false;
};

}  // namespace

bool yaml_excessive_aliasing(const YamlNode& root) { return StepCounter().is_excessive(root); }

}  // namespace clashlint
