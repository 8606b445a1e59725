#include "rules/layers/work.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "rules/yaml/scalar.h"

namespace clashlint {
namespace {

/// As many steps as the core takes at most when it decodes a document.
constexpr std::size_t kMaxSteps = 4'000'000;

/// Recursion of merges; no client's files are nested as deeply.
constexpr std::size_t kMaxDepth = 200;

}  // namespace

bool LayerWork::is_from(LayerKind kind, const YamlNode& row) const {
  return std::ranges::any_of(layers_, [&](const Layer& layer) {
    return layer.kind == kind && layer.file == resolved(row).span.file;
  });
}

LayerEffect& LayerWork::note(LayerDeed deed, std::string section, const YamlNode& by, Items rows,
                             std::string why) {
  // What a client does at the end may be for an earlier one of its layers.
  const auto of = std::ranges::find(layers_, by.span.file, &Layer::file);
  const std::size_t layer = of == layers_.end() ? at_ : static_cast<std::size_t>(of - layers_.begin());
  effects_.push_back({.deed = deed,
                      .layer = static_cast<std::uint32_t>(layer),
                      .section = std::move(section),
                      .by = by.span,
                      .rows = std::move(rows),
                      .now = nullptr,
                      .why = std::move(why)});
  return effects_.back();
}

const YamlNode& LayerWork::changed_list(const YamlNode* base, const Items& items, const YamlNode& by) {
  const bool is_list = base != nullptr && resolved(*base).is_sequence();
  return nodes_.list(is_list ? *base : by, items);
}

const YamlNode& LayerWork::front(const std::string& section, const YamlNode* base, const Items& items,
                                 const YamlNode& by) {
  Items all = items;
  for (const YamlNode* item : items_of(base)) all.push_back(item);
  if (!items.empty()) note(LayerDeed::front, section, by, items);
  return changed_list(base, all, by);
}

const YamlNode& LayerWork::back(const std::string& section, const YamlNode* base, const Items& items,
                                const YamlNode& by) {
  Items all = items_of(base);
  all.insert(all.end(), items.begin(), items.end());
  if (!items.empty()) note(LayerDeed::back, section, by, items);
  return changed_list(base, all, by);
}

const YamlNode& LayerWork::insert(const std::string& section, const YamlNode* base, std::size_t index,
                                  const Items& items, const YamlNode& by) {
  Items all = items_of(base);
  const std::size_t place = std::min(index, all.size());
  all.insert(all.begin() + static_cast<std::ptrdiff_t>(place), items.begin(), items.end());
  if (!items.empty()) note(LayerDeed::inside, section, by, items);
  return changed_list(base, all, by);
}

const YamlNode& LayerWork::without(LayerDeed deed, const std::string& section, const YamlNode& base,
                                   const YamlNode& by, const IsOut& is_out) {
  Items kept;
  Items gone;
  for (const YamlNode* item : items_of(&base)) (is_out(*item) ? gone : kept).push_back(item);
  if (gone.empty()) return base;
  note(deed, section, by, std::move(gone));
  return nodes_.list(base, kept);
}

const YamlNode& LayerWork::remove(const std::string& section, const YamlNode& base, const Items& names,
                                  const NameOf& name_of, Items& missed) {
  std::unordered_map<std::string, Items> gone;
  for (const YamlNode* name : names) gone.emplace(name_of(*name), Items());
  Items kept;
  for (const YamlNode* item : items_of(&base)) {
    const auto found = gone.find(name_of(*item));
    (found == gone.end() ? kept : found->second).push_back(item);
  }
  bool changed = false;
  for (const YamlNode* name : names) {
    Items& rows = gone.at(name_of(*name));
    changed = changed || !rows.empty();
    if (rows.empty()) {
      missed.push_back(name);
    } else {
      note(LayerDeed::removed, section, *name, rows);
    }
  }
  return changed ? nodes_.list(base, kept) : base;
}

const YamlNode& LayerWork::without_repeated(const std::string& section, const YamlNode& base,
                                            const YamlNode& by) {
  std::unordered_set<std::string_view> seen;
  return without(LayerDeed::repeated, section, base, by, [&](const YamlNode& item) {
    return resolved(item).is_scalar() && !seen.insert(resolved(item).text).second;
  });
}

const YamlNode& LayerWork::replace(const std::string& section, const YamlNode* base, const YamlNode& value,
                                   const YamlNode& by) {
  if (Items lost = rows_in(base); !lost.empty())
    note(LayerDeed::replaced, section, by, std::move(lost)).now = &value;
  return value;
}

const YamlNode& LayerWork::merge(const std::string& section, const YamlNode* base, const YamlNode& layer) {
  MappingDraft into(nodes_, base, layer);
  const MappingDraft from(nodes_, &layer, layer);
  for (const MappingDraft::Entry& entry : from.entries()) {
    if (!enter()) break;
    const std::string_view name = text_of(*entry.key);
    into.set(*entry.key, merge_value(section_in(section, name), into.find(name), *entry.value, *entry.key));
    leave();
  }
  return into.finish();
}

const YamlNode& LayerWork::merge_value(const std::string& section, const YamlNode* base,
                                       const YamlNode& value, const YamlNode& by) {
  const bool both = base != nullptr && resolved(*base).is_mapping() && resolved(value).is_mapping();
  return both ? merge(section, base, value) : replace(section, base, value, by);
}

const YamlNode& LayerWork::spread(const std::string& section, const YamlNode* base, const YamlNode& layer) {
  MappingDraft into(nodes_, base, layer);
  const MappingDraft from(nodes_, &layer, layer);
  for (const MappingDraft::Entry& entry : from.entries()) {
    const std::string_view name = text_of(*entry.key);
    into.set(*entry.key, replace(section_in(section, name), into.find(name), *entry.value, *entry.key));
  }
  return into.finish();
}

void LayerWork::fail(std::string why, Span place) {
  if (!failure_.empty()) return;
  failure_ = std::move(why);
  failure_place_ = place;
}

bool LayerWork::enter() {
  if (++depth_ > kMaxDepth) fail("it is nested too deeply, or holds itself");
  if (++steps_ > kMaxSteps) fail("its aliases make it grow without measure");
  return failure_.empty();
}

std::string section_in(const std::string& section, std::string_view key) {
  return section.empty() ? std::string(key) : section + "." + std::string(key);
}

std::string_view item_name(const YamlNode& item) {
  if (resolved(item).is_scalar()) return resolved(item).text;
  const YamlNode* const name = name_of(item);
  return name == nullptr ? std::string_view() : text_of(*name);
}

}  // namespace clashlint
