#pragma once

#include <cstddef>
#include <functional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rules/layers/nodes.h"

namespace clashlint {

/// A mapping that is being changed: its entries as the core sees them, `<<`
/// followed. Looking up and setting take constant time.
class MappingDraft {
 public:
  struct Entry {
    const YamlNode* key = nullptr;  ///< null: erased
    const YamlNode* value = nullptr;
    std::size_t rank = 0;  ///< higher ones stand in front
  };

  /// `base`: null or no mapping gives an empty one, which stands where `place` does.
  MappingDraft(Nodes& nodes, const YamlNode* base, const YamlNode& place);

  /// The value as written; null where there is no such key.
  const YamlNode* find(std::string_view key) const;
  /// The key as it is written in the mapping; null where there is none.
  const YamlNode* key(std::string_view name) const;

  /// In place of what the key has, or behind all others.
  void set(const YamlNode& key, const YamlNode& value);
  /// Behind all others, also where the key is there already: the core then refuses the mapping.
  void add(const YamlNode& key, const YamlNode& value);
  /// In place or new, and in front of all others.
  void set_first(const YamlNode& key, const YamlNode& value);
  void erase(std::string_view key);

  const std::vector<Entry>& entries() const { return entries_; }

  /// The mapping with all changes; the base itself where there were none.
  const YamlNode& finish();

 private:
  Entry& entry_of(const YamlNode& key);

  Nodes& nodes_;
  const YamlNode* base_ = nullptr;  ///< null: there was no mapping
  const YamlNode& place_;
  std::vector<Entry> entries_;
  std::unordered_map<std::string_view, std::size_t> index_;
  std::size_t highest_ = 0;
  bool changed_ = false;
};

/// A list whose items that are mappings are changed one by one; the list itself
/// where none of them was.
const YamlNode& each_mapping(Nodes& nodes, const YamlNode& list,
                             const std::function<void(MappingDraft& fields, const YamlNode& item)>& edit);

}  // namespace clashlint
