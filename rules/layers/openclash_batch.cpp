#include "rules/layers/openclash_batch.h"

#include <algorithm>

#include "rules/value/regex.h"

namespace clashlint {
namespace {

// `/re/` searches, anything else is compared.
bool text_fits(std::string_view text, std::string_view condition) {
  if (condition.size() > 1 && condition.starts_with('/') && condition.ends_with('/')) {
    const Result<Regex> regex =
        Regex::compile(condition.substr(1, condition.size() - 2), RegexFlavour::net, false);
    return regex && regex->search(text) == RegexAnswer::yes;
  }
  return text == condition;
}

bool field_fits(const YamlNode* field, const YamlNode& condition) {
  if (field == nullptr) return false;
  if (!resolved(condition).is_sequence())
    return resolved(*field).is_scalar() && text_fits(text_of(*field), text_of(condition));
  const Nodes::Items held = items_of(field);
  return std::ranges::all_of(items_of(&condition), [&](const YamlNode* wanted) {
    return std::ranges::any_of(held,
                               [&](const YamlNode* item) { return text_of(*item) == text_of(*wanted); });
  });
}

class Batch {
 public:
  Batch(LayerWork& work, const std::string& section, const YamlNode& order, const SetMapping& set_mapping)
      : work_(work), section_(section), order_(order), set_mapping_(set_mapping) {
    const MappingDraft parts(work.nodes(), &order, order);
    where_ = parts.find("where");
    set_ = parts.find("set");
  }

  const YamlNode& apply(const YamlNode& base) {
    if (set_ == nullptr || !resolved(*set_).is_mapping()) return base;
    if (resolved(base).is_sequence()) return over_list(base);
    return resolved(base).is_mapping() ? over_mapping(base) : base;
  }

 private:
  // `name`: of the entry, where a mapping is gone through.
  bool fits(const YamlNode& item, const YamlNode* name) const {
    if (is_nothing(where_)) return true;
    const MappingDraft conditions(work_.nodes(), where_, order_);
    const MappingDraft fields(work_.nodes(), &item, item);
    return std::ranges::all_of(conditions.entries(), [&](const MappingDraft::Entry& condition) {
      const std::string_view field = text_of(*condition.key);
      if (field == "key" && name != nullptr) return field_fits(name, *condition.value);
      const bool own = field == "value" && resolved(item).is_scalar();
      return field_fits(own ? &item : fields.find(field), *condition.value);
    });
  }

  const YamlNode& over_list(const YamlNode& base) {
    Nodes::Items items;
    for (const YamlNode* item : items_of(&base)) {
      const YamlNode* const after = fits(*item, nullptr) ? changed(*item) : item;
      if (after != nullptr) items.push_back(after);
    }
    return work_.nodes().list(base, items);
  }

  // Null: the item is deleted.
  const YamlNode* changed(const YamlNode& item) {
    if (resolved(item).is_mapping()) return &set_mapping_(section_, item, *set_);
    const MappingDraft set(work_.nodes(), set_, order_);
    const YamlNode* const value = set.find("value");
    if (value == nullptr) return &item;
    const bool gone = is_nothing(value);
    work_.note(gone ? LayerDeed::removed : LayerDeed::replaced, section_, order_, {&item});
    return gone ? nullptr : &resolved(*value);
  }

  const YamlNode& over_mapping(const YamlNode& base) {
    MappingDraft into(work_.nodes(), &base, base);
    const MappingDraft set(work_.nodes(), set_, order_);
    const std::vector<MappingDraft::Entry> entries = into.entries();
    for (const MappingDraft::Entry& entry : entries) {
      if (!fits(*entry.value, entry.key)) continue;
      if (set.key("key-") != nullptr) {
        work_.note(LayerDeed::removed, section_, order_, {entry.key});
        into.erase(text_of(*entry.key));
      } else if (resolved(*entry.value).is_mapping()) {
        into.set(*entry.key, set_mapping_(section_in(section_, text_of(*entry.key)), *entry.value, *set_));
      }
    }
    return into.finish();
  }

  LayerWork& work_;
  const std::string& section_;
  const YamlNode& order_;
  const SetMapping& set_mapping_;
  const YamlNode* where_ = nullptr;
  const YamlNode* set_ = nullptr;
};

}  // namespace

const YamlNode& apply_openclash_batch(LayerWork& work, const std::string& section, const YamlNode& base,
                                      const YamlNode& order, const SetMapping& set_mapping) {
  return Batch(work, section, order, set_mapping).apply(base);
}

}  // namespace clashlint
