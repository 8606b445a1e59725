// A layer of our own: `delete`, `replace`, `prepend`, `append`, done in this
// order whatever the order in the file, so that what a layer adds is never what
// it takes away. rules/layers/README.md has the words.
#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "rules/layers/clients.h"
#include "rules/layers/rule_rows.h"

namespace clashlint {
namespace {

/// Mappings whose entries are things with a name: replacing one replaces it whole.
bool holds_named(std::string_view section) {
  constexpr std::string_view kSections[] = {"proxy-providers", "rule-providers", "sub-rules"};
  return std::ranges::find(kSections, section) != std::end(kSections);
}

std::string comparable(const std::string& section, const YamlNode& item) {
  const std::string_view name = item_name(item);
  return is_rules(section) ? plain_row(name) : std::string(name);
}

bool are_named(const Nodes::Items& items) {
  return !items.empty() &&
         std::ranges::all_of(items, [](const YamlNode* item) { return name_of(*item) != nullptr; });
}

class OwnLayer {
 public:
  explicit OwnLayer(LayerWork& work) : work_(work) {}

  const YamlNode& apply(const YamlNode& layer, const YamlNode& base) {
    const MappingDraft orders(work_.nodes(), &layer, layer);
    for (const MappingDraft::Entry& entry : orders.entries()) {
      if (!known(text_of(*entry.key)))
        unread("", *entry.key, "a layer has the keys `prepend`, `append`, `replace` and `delete`");
    }
    const YamlNode* root = &base;
    for (const auto& [name, step] : kSteps) {
      const YamlNode* const order = orders.find(name);
      if (is_nothing(order)) continue;
      // `delete: [sniffer]` takes whole keys out.
      if (resolved(*order).is_mapping() || (name == "delete" && resolved(*order).is_sequence())) {
        root = (this->*step)("", root, *order, *orders.key(name));
      } else {
        unread("", *order, fmt::format("`{}` names sections, such as `rules`", name));
      }
    }
    return *root;
  }

 private:
  using Step = const YamlNode* (OwnLayer::*)(const std::string& section, const YamlNode* base,
                                             const YamlNode& layer, const YamlNode& by);
  struct NamedStep {
    std::string_view name;
    Step step;
  };
  static const std::array<NamedStep, 4> kSteps;

  static bool known(std::string_view name) {
    return std::ranges::find(kSteps, name, &NamedStep::name) != kSteps.end();
  }

  void unread(const std::string& section, const YamlNode& by, std::string why, Nodes::Items near = {}) {
    work_.note(LayerDeed::unread, section, by, std::move(near), std::move(why));
  }

  // Each entry of a mapping with what the base has under its key.
  const YamlNode* each_key(Step step, const std::string& section, const YamlNode* base,
                           const YamlNode& layer) {
    MappingDraft into(work_.nodes(), base, layer);
    const MappingDraft from(work_.nodes(), &layer, layer);
    for (const MappingDraft::Entry& entry : from.entries()) {
      if (!work_.enter()) break;
      const std::string_view name = text_of(*entry.key);
      const YamlNode* const before = into.find(name);
      const YamlNode* const after =
          (this->*step)(section_in(section, name), before, *entry.value, *entry.key);
      work_.leave();
      if (after != nullptr && after != before) into.set(*entry.key, *after);
    }
    return &into.finish();
  }

  // --- delete

  const YamlNode* remove(const std::string& section, const YamlNode* base, const YamlNode& layer,
                         const YamlNode& by) {
    if (resolved(layer).is_mapping() && base != nullptr && resolved(*base).is_mapping())
      return each_key(&OwnLayer::remove, section, base, layer);
    if (is_nothing(base)) {
      unread(section, by, fmt::format("the profile has no `{}`", section));
      return base;
    }
    if (resolved(*base).is_mapping()) return remove_keys(section, *base, names_in(layer));
    if (resolved(*base).is_sequence()) return remove_items(section, *base, names_in(layer));
    unread(section, by,
           fmt::format("`{}` of the profile is one value: nothing can be taken out of it", section));
    return base;
  }

  // One text stands for a list of one.
  static Nodes::Items names_in(const YamlNode& layer) {
    if (resolved(layer).is_sequence()) return items_of(&layer);
    return {&layer};
  }

  const YamlNode* remove_keys(const std::string& section, const YamlNode& base, const Nodes::Items& names) {
    MappingDraft into(work_.nodes(), &base, base);
    for (const YamlNode* name : names) {
      const YamlNode* const key = into.key(item_name(*name));
      if (key == nullptr) {
        unread(
            section, *name,
            section.empty() ? "the profile has no such key" : fmt::format("`{}` has no such entry", section));
        continue;
      }
      work_.note(LayerDeed::removed, section, *name, {key});
      into.erase(item_name(*name));
    }
    return &into.finish();
  }

  const YamlNode* remove_items(const std::string& section, const YamlNode& base, const Nodes::Items& names) {
    Nodes::Items missed;
    const YamlNode& left = work_.remove(
        section, base, names, [&](const YamlNode& item) { return comparable(section, item); }, missed);
    for (const YamlNode* name : missed) not_there(section, base, *name);
    return &left;
  }

  void not_there(const std::string& section, const YamlNode& base, const YamlNode& name) {
    if (!is_rules(section))
      return unread(section, name, fmt::format("`{}` of the profile has no such item", section));
    const YamlNode* const near = same_question(items_of(&base), item_name(name));
    unread(section, name, "no rule of the profile reads so",
           near == nullptr ? Nodes::Items() : Nodes::Items{near});
  }

  // --- replace

  const YamlNode* replace(const std::string& section, const YamlNode* base, const YamlNode& layer,
                          const YamlNode& by) {
    const bool both = resolved(layer).is_mapping() && base != nullptr && resolved(*base).is_mapping();
    const std::size_t dot = section.rfind('.');
    if (dot != std::string::npos && holds_named(section.substr(0, dot))) {
      if (base != nullptr) return &work_.replace(section, base, layer, by);
      unread(section, by, "the profile has nothing of this name to replace: `prepend` and `append` add");
      return nullptr;
    }
    if (both) return each_key(&OwnLayer::replace, section, base, layer);
    if (!is_nothing(base) && are_named(items_of(&layer)) && are_named(items_of(base)))
      return replace_named(section, *base, layer);
    return &work_.replace(section, base, layer, by);
  }

  const YamlNode* replace_named(const std::string& section, const YamlNode& base, const YamlNode& layer) {
    std::unordered_map<std::string_view, const YamlNode*> by_name;
    for (const YamlNode* item : items_of(&layer)) by_name.emplace(item_name(*item), item);
    std::unordered_set<const YamlNode*> met;
    Nodes::Items items = items_of(&base);
    for (const YamlNode*& item : items) {
      const auto found = by_name.find(item_name(*item));
      if (found == by_name.end()) continue;
      met.insert(found->second);
      work_.note(LayerDeed::replaced, section, *found->second, {item});
      item = found->second;
    }
    for (const YamlNode* item : items_of(&layer)) {
      if (!met.contains(item))
        unread(section, *name_of(*item),
               "the profile has nothing of this name to replace: `prepend` and `append` add");
    }
    return &work_.nodes().list(base, items);
  }

  // --- prepend, append

  const YamlNode* prepend(const std::string& section, const YamlNode* base, const YamlNode& layer,
                          const YamlNode& by) {
    return add(section, base, layer, by, true);
  }
  const YamlNode* append(const std::string& section, const YamlNode* base, const YamlNode& layer,
                         const YamlNode& by) {
    return add(section, base, layer, by, false);
  }

  const YamlNode* add(const std::string& section, const YamlNode* base, const YamlNode& layer,
                      const YamlNode& by, bool front) {
    const YamlNode& value = resolved(layer);
    if (value.is_sequence() && (is_nothing(base) || resolved(*base).is_sequence()))
      return front ? &work_.front(section, base, items_of(&value), by)
                   : append_items(section, base, value, by);
    if (value.is_mapping() && (section.empty() || base == nullptr || resolved(*base).is_mapping()))
      return add_entries(section, base, value, front);
    if (is_nothing(base)) return &value;
    unread(section, by, "the profile sets this already: `replace` changes it");
    return base;
  }

  const YamlNode* add_entries(const std::string& section, const YamlNode* base, const YamlNode& layer,
                              bool front) {
    MappingDraft into(work_.nodes(), base, layer);
    Nodes::Pairs fresh;
    const MappingDraft from(work_.nodes(), &layer, layer);
    for (const MappingDraft::Entry& entry : from.entries()) {
      if (!work_.enter()) break;
      const std::string_view name = text_of(*entry.key);
      const std::string inner = section_in(section, name);
      if (const YamlNode* const before = into.find(name)) {
        into.set(*entry.key, *add(inner, before, *entry.value, *entry.key, front));
      } else {
        fresh.emplace_back(entry.key, entry.value);
        const LayerDeed deed = front ? LayerDeed::front : LayerDeed::back;
        work_.note(deed, section.empty() ? inner : section, *entry.key,
                   section.empty() ? rows_in(entry.value) : Nodes::Items{entry.key});
      }
      work_.leave();
    }
    // The order of sections means nothing.
    const bool first = front && !section.empty();
    if (first) std::ranges::reverse(fresh);
    for (const auto& [key, value] : fresh) first ? into.set_first(*key, *value) : into.set(*key, *value);
    return &into.finish();
  }

  // Behind MATCH nothing gets anywhere, so nobody means that place.
  const YamlNode* append_items(const std::string& section, const YamlNode* base, const YamlNode& layer,
                               const YamlNode& by) {
    const Nodes::Items rows = items_of(base);
    const std::size_t closing = is_rules(section) ? closing_matches(rows) : 0;
    if (closing == 0) return &work_.back(section, base, items_of(&layer), by);
    return &work_.insert(section, base, rows.size() - closing, items_of(&layer), by);
  }

  LayerWork& work_;
};

const std::array<OwnLayer::NamedStep, 4> OwnLayer::kSteps = {{{"delete", &OwnLayer::remove},
                                                              {"replace", &OwnLayer::replace},
                                                              {"prepend", &OwnLayer::prepend},
                                                              {"append", &OwnLayer::append}}};

}  // namespace

const YamlNode& apply_own(LayerWork& work, const Layer& layer, const YamlNode& base) {
  return OwnLayer(work).apply(resolved(*layer.tree.root()), base);
}

}  // namespace clashlint
