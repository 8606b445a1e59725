#include "rules/yaml/mapping.h"

#include <functional>
#include <span>
#include <unordered_set>

#include "rules/yaml/scalar.h"

namespace clashlint {
namespace {

// A mapping to be read and the `<<` key of the outermost mapping that led to it.
struct Step {
  const YamlNode* mapping = nullptr;
  const YamlNode* merged_by = nullptr;
};

// Visits a mapping and everything that is merged into it, each mapping once:
// a second visit could add no key. Depth first, as the core does, but without
// recursion: merges may be chained as long as the file is.
class MergeWalk {
 public:
  explicit MergeWalk(const YamlNode& mapping) { steps_.push_back({&mapping, nullptr}); }

  bool next(Step& step) {
    while (!steps_.empty()) {
      step = steps_.back();
      steps_.pop_back();
      // Without merges there is nothing to remember.
      if (step.merged_by == nullptr || seen_.insert(step.mapping).second) return true;
    }
    return false;
  }

  // To be called for the last `<<` of the step's mapping: the core keeps no other.
  void merge(const Step& step, const YamlNode& key, const YamlNode& value,
             std::vector<const YamlNode*>& bad) {
    const YamlNode* by = step.merged_by != nullptr ? step.merged_by : &key;
    seen_.insert(step.mapping);
    if (resolved(value).is_mapping()) {
      steps_.push_back({&resolved(value), by});
    } else if (value.is_sequence()) {
      for (auto item = value.children.rbegin(); item != value.children.rend(); ++item) {
        if (resolved(**item).is_mapping()) {
          steps_.push_back({&resolved(**item), by});
        } else {
          bad.push_back(*item);
        }
      }
    } else {
      // An alias for a list is refused as well.
      bad.push_back(&value);
    }
  }

 private:
  std::vector<Step> steps_;
  std::unordered_set<const YamlNode*> seen_;
};

// Keys clash by kind and text; lists and mappings as keys have no text and
// clash with their like. An alias as a key is known by its name.
bool do_clash(const YamlNode& a, const YamlNode& b) { return a.kind == b.kind && a.text == b.text; }

struct KeyHash {
  std::size_t operator()(const YamlNode* key) const { return std::hash<std::string_view>()(key->text); }
};
struct KeyEqual {
  bool operator()(const YamlNode* a, const YamlNode* b) const { return do_clash(*a, *b); }
};

void find_duplicates(const YamlNode& mapping, std::vector<YamlDuplicate>& duplicates) {
  const std::span<const YamlNode* const> children = mapping.children;
  // Nearly all mappings are so small that comparing is cheaper than a table.
  constexpr std::size_t kFewKeys = 32;
  if (children.size() <= kFewKeys * 2) {
    for (std::size_t second = 2; second + 1 < children.size(); second += 2) {
      std::size_t first = 0;
      while (first < second && !do_clash(*children[first], *children[second])) first += 2;
      if (first < second) duplicates.push_back({children[first], children[second]});
    }
    return;
  }
  std::unordered_set<const YamlNode*, KeyHash, KeyEqual> keys;
  for (std::size_t at = 0; at + 1 < children.size(); at += 2) {
    const auto [first, is_new] = keys.insert(children[at]);
    if (!is_new) duplicates.push_back({*first, children[at]});
  }
}

}  // namespace

bool is_merge_key(const YamlNode& key) {
  return key.is_scalar() && key.text == "<<" && yaml_type(key) == YamlType::merge;
}

YamlEntries yaml_entries(const YamlNode& given) {
  YamlEntries result;
  if (!resolved(given).is_mapping()) return result;
  MergeWalk walk(resolved(given));
  std::unordered_set<std::string_view> names;
  Step step;
  bool has_merge = false;
  while (walk.next(step)) {
    const std::span<const YamlNode* const> children = step.mapping->children;
    find_duplicates(*step.mapping, result.duplicates);
    const YamlNode* merge_key = nullptr;
    const YamlNode* merge_value = nullptr;
    for (std::size_t at = 0; at + 1 < children.size(); at += 2) {
      if (is_merge_key(*children[at])) {
        merge_key = children[at];
        merge_value = children[at + 1];
        continue;
      }
      const YamlNode& key = resolved(*children[at]);
      const bool is_named = key.is_scalar();
      if (step.merged_by != nullptr && is_named && !names.insert(key.text).second) continue;
      result.entries.push_back({&key, children[at + 1], step.merged_by});
    }
    if (merge_key == nullptr) continue;
    if (!has_merge) {
      // Names matter only once something is merged.
      for (const YamlEntry& entry : result.entries) {
        if (entry.key->is_scalar()) names.insert(entry.key->text);
      }
      has_merge = true;
    }
    walk.merge(step, *merge_key, *merge_value, result.bad_merges);
  }
  return result;
}

const YamlNode* yaml_find(const YamlNode& given, std::string_view key) {
  if (!resolved(given).is_mapping()) return nullptr;
  MergeWalk walk(resolved(given));
  std::vector<const YamlNode*> bad;
  Step step;
  while (walk.next(step)) {
    const std::span<const YamlNode* const> children = step.mapping->children;
    std::size_t merge_at = children.size();
    for (std::size_t at = 0; at + 1 < children.size(); at += 2) {
      if (is_merge_key(*children[at])) {
        merge_at = at;
        continue;
      }
      const YamlNode& name = resolved(*children[at]);
      if (name.is_scalar() && name.text == key) return children[at + 1];
    }
    if (merge_at < children.size()) walk.merge(step, *children[merge_at], *children[merge_at + 1], bad);
  }
  return nullptr;
}

}  // namespace clashlint
