#include "rules/layers/draft.h"

#include <algorithm>

#include "rules/yaml/mapping.h"

namespace clashlint {
namespace {

bool has_merge(const YamlNode& mapping) {
  for (std::size_t at = 0; at + 1 < mapping.children.size(); at += 2) {
    if (is_merge_key(*mapping.children[at])) return true;
  }
  return false;
}

std::vector<MappingDraft::Entry> entries_of(const YamlNode& mapping) {
  std::vector<MappingDraft::Entry> all;
  const bool merges = has_merge(mapping);
  const YamlEntries merged = merges ? yaml_entries(mapping) : YamlEntries();
  for (const YamlEntry& entry : merged.entries) all.push_back({.key = entry.key, .value = entry.value});
  // A merge that cannot be followed stays, so that it is told.
  for (std::size_t at = 0; at + 1 < mapping.children.size(); at += 2) {
    const bool taken = merges && (!is_merge_key(*mapping.children[at]) || merged.bad_merges.empty());
    if (!taken) all.push_back({.key = mapping.children[at], .value = mapping.children[at + 1]});
  }
  return all;
}

}  // namespace

MappingDraft::MappingDraft(Nodes& nodes, const YamlNode* base, const YamlNode& place)
    : nodes_(nodes), place_(place) {
  if (base == nullptr || !resolved(*base).is_mapping()) return;
  base_ = &resolved(*base);
  entries_ = entries_of(*base_);
  for (std::size_t at = 0; at < entries_.size(); ++at) {
    const YamlNode& key = resolved(*entries_[at].key);
    if (key.is_scalar()) index_.emplace(key.text, at);
  }
}

const YamlNode* MappingDraft::find(std::string_view key) const {
  const auto found = index_.find(key);
  return found == index_.end() ? nullptr : entries_[found->second].value;
}

const YamlNode* MappingDraft::key(std::string_view name) const {
  const auto found = index_.find(name);
  return found == index_.end() ? nullptr : entries_[found->second].key;
}

// Lists and mappings as keys are never found again.
MappingDraft::Entry& MappingDraft::entry_of(const YamlNode& key) {
  if (resolved(key).is_scalar()) {
    const auto [found, is_new] = index_.emplace(resolved(key).text, entries_.size());
    if (!is_new) return entries_[found->second];
  }
  entries_.push_back({.key = &key});
  return entries_.back();
}

void MappingDraft::set(const YamlNode& key, const YamlNode& value) {
  Entry& entry = entry_of(key);
  changed_ = changed_ || entry.value != &value;
  entry.value = &value;
}

void MappingDraft::add(const YamlNode& key, const YamlNode& value) {
  if (resolved(key).is_scalar()) index_.emplace(resolved(key).text, entries_.size());
  entries_.push_back({.key = &key, .value = &value});
  changed_ = true;
}

void MappingDraft::set_first(const YamlNode& key, const YamlNode& value) {
  Entry& entry = entry_of(key);
  entry.value = &value;
  entry.rank = ++highest_;
  changed_ = true;
}

void MappingDraft::erase(std::string_view key) {
  const auto found = index_.find(key);
  if (found == index_.end()) return;
  entries_[found->second] = {};
  index_.erase(found);
  changed_ = true;
}

const YamlNode& MappingDraft::finish() {
  if (!changed_ && base_ != nullptr) return *base_;
  std::erase_if(entries_, [](const Entry& entry) { return entry.key == nullptr; });
  std::ranges::stable_sort(entries_, std::ranges::greater(), &Entry::rank);
  Nodes::Pairs pairs;
  for (const Entry& entry : entries_) pairs.emplace_back(entry.key, entry.value);
  return nodes_.mapping(base_ == nullptr ? place_ : *base_, pairs);
}

const YamlNode& each_mapping(Nodes& nodes, const YamlNode& list,
                             const std::function<void(MappingDraft& fields, const YamlNode& item)>& edit) {
  Nodes::Items items = items_of(&list);
  bool changed = false;
  for (const YamlNode*& item : items) {
    if (!resolved(*item).is_mapping()) continue;
    MappingDraft fields(nodes, item, *item);
    edit(fields, *item);
    const YamlNode& after = fields.finish();
    if (&after == &resolved(*item)) continue;
    item = &after;
    changed = true;
  }
  return changed ? nodes.list(list, items) : list;
}

}  // namespace clashlint
