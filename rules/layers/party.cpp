// Clash Party (overrides.md 2). Marks on keys say how a list or mapping is
// merged; what they mean hangs on the type of the value, not on the key alone.
#include <charconv>
#include <string>

#include <fmt/format.h>

#include "rules/base/strings.h"
#include "rules/layers/clients.h"
#include "rules/layers/directive.h"
#include "rules/layers/rule_rows.h"

namespace clashlint {
namespace {

// `<+.google.cn>`: a key without marks.
std::string_view without_brackets(std::string_view key) {
  return key.size() > 2 && key.starts_with('<') && key.ends_with('>') ? key.substr(1, key.size() - 2) : key;
}

std::string_view without_end(std::string_view key) { return key.substr(0, key.size() - 1); }

class Override {
 public:
  explicit Override(LayerWork& work) : work_(work) {}

  const YamlNode& merge(const std::string& section, const YamlNode* base, const YamlNode& layer) {
    MappingDraft into(work_.nodes(), base, layer);
    const MappingDraft from(work_.nodes(), &layer, layer);
    for (const MappingDraft::Entry& entry : from.entries()) {
      if (!work_.enter()) break;
      section_ = section;
      take(into, *entry.key, *entry.value);
      work_.leave();
    }
    return into.finish();
  }

 private:
  void take(MappingDraft& into, const YamlNode& key, const YamlNode& value) {
    const std::string_view text = text_of(key);
    if (text.size() > 3 && text.starts_with("+<") && text.ends_with('>')) {
      const YamlNode& name = named(into, key, text.substr(2, text.size() - 3));
      return into.set_first(name, combined(into, name, value, key));
    }
    if (resolved(value).is_mapping()) {
      take_mapping(into, key, value);
    } else if (resolved(value).is_sequence()) {
      take_list(into, key, value);
    } else {
      take_scalar(into, key, value);
    }
  }

  // An entry of an ordered mapping: lists are put together, mappings merged.
  const YamlNode& combined(const MappingDraft& into, const YamlNode& name, const YamlNode& value,
                           const YamlNode& by) {
    const std::string section = section_in(section_, text_of(name));
    const YamlNode* const before = into.find(text_of(name));
    if (before != nullptr && resolved(*before).is_sequence() && resolved(value).is_sequence())
      return work_.front(section, before, items_of(&value), by);
    if (before != nullptr && resolved(*before).is_mapping() && resolved(value).is_mapping())
      return merge(section, before, value);
    return work_.replace(section, before, value, by);
  }

  void take_mapping(MappingDraft& into, const YamlNode& key, const YamlNode& value) {
    const std::string_view text = text_of(key);
    if (text.ends_with('!')) {
      const YamlNode& name = named(into, key, without_brackets(without_end(text)));
      return into.set(
          name, work_.replace(section_in(section_, text_of(name)), into.find(text_of(name)), value, key));
    }
    const YamlNode& name = named(into, key, without_brackets(text));
    const std::string section = section_in(section_, text_of(name));
    const YamlNode* const before = into.find(text_of(name));
    // The client looks the value up under the name without brackets, and finds none.
    if (text_of(name) != text) {
      work_.note(LayerDeed::stray, section, key, rows_in(&value),
                 "Clash Party takes nothing from a mapping behind a key in < >");
      if (is_nothing(before)) into.set(name, work_.nodes().mapping(value, {}));
      return;
    }
    if (section_.empty()) note_stray(work_, key, value, LayerClient::party);
    into.set(name, merge(section, before, value));
  }

  void take_list(MappingDraft& into, const YamlNode& key, const YamlNode& value) {
    const std::string_view text = text_of(key);
    const bool front = text.size() > 1 && text.starts_with('+');
    const bool back = !front && text.size() > 1 && text.ends_with('+');
    const std::string_view bare = front ? text.substr(1) : back ? without_end(text) : text;
    const YamlNode& name = named(into, key, without_brackets(bare));
    const std::string section = section_in(section_, text_of(name));
    const YamlNode* const before = into.find(text_of(name));
    if (!front && !back) {
      if (section_.empty()) note_stray(work_, key, value, LayerClient::party);
      return into.set(name, work_.replace(section, before, value, key));
    }
    if (!is_nothing(before) && !resolved(*before).is_sequence())
      return work_.fail(fmt::format("`{}` adds to `{}`, which is no list", text, section), key.span);
    into.set(name, front ? work_.front(section, before, items_of(&value), key)
                         : work_.back(section, before, items_of(&value), key));
  }

  void take_scalar(MappingDraft& into, const YamlNode& key, const YamlNode& value) {
    std::string_view text = text_of(key);
    if (text.size() > 1 && (text.ends_with('!') || text.ends_with('+'))) text = without_end(text);
    const YamlNode& name = named(into, key, without_brackets(text));
    into.set(name, work_.replace(section_in(section_, text_of(name)), into.find(text_of(name)), value, key));
  }

  // The key as the profile has it, else a part of what the layer writes.
  const YamlNode& named(const MappingDraft& into, const YamlNode& key, std::string_view name) {
    if (const YamlNode* const known = into.key(name)) return *known;
    return name == text_of(key) ? key : work_.nodes().piece(key, name);
  }

  LayerWork& work_;
  std::string section_;  ///< of the mapping that is being merged
};

/// A row of a rule file, and where it goes: `1,DOMAIN,…` one place from the end it is counted from.
struct PlacedRow {
  const YamlNode* row = nullptr;
  std::optional<std::size_t> offset;
};

PlacedRow placed(LayerWork& work, const YamlNode& item) {
  const std::string_view text = text_of(item);
  const std::size_t comma = text.find(',');
  const std::string_view number = trim_blanks(text.substr(0, comma));
  std::size_t offset = 0;
  const auto [end, fault] = std::from_chars(number.data(), number.data() + number.size(), offset);
  const bool counted = !number.empty() && fault == std::errc() && end == number.data() + number.size() &&
                       split(text, ',').size() >= 3;
  if (!counted) return {.row = &item, .offset = {}};
  return {.row = &work.nodes().piece(item, text.substr(comma + 1)), .offset = offset};
}

const YamlNode* prepended(LayerWork& work, const YamlNode* rules, const YamlNode& list, const YamlNode& by) {
  Nodes::Items front;
  for (const YamlNode* item : items_of(&list)) {
    const PlacedRow row = placed(work, *item);
    if (row.offset) {
      rules = &work.insert("rules", rules, *row.offset, {row.row}, by);
    } else {
      front.push_back(row.row);
    }
  }
  return &work.front("rules", rules, front, by);
}

const YamlNode* appended(LayerWork& work, const YamlNode* rules, const YamlNode& list, const YamlNode& by) {
  Nodes::Items back;
  for (const YamlNode* item : items_of(&list)) {
    const PlacedRow row = placed(work, *item);
    const std::size_t size = items_of(rules).size();
    if (row.offset) {
      rules = &work.insert("rules", rules, size - std::min(*row.offset, size), {row.row}, by);
    } else {
      back.push_back(row.row);
    }
  }
  return &work.back("rules", rules, back, by);
}

}  // namespace

const YamlNode& apply_party(LayerWork& work, const Layer& layer, const YamlNode& base) {
  return Override(work).merge("", &base, resolved(*layer.tree.root()));
}

const YamlNode& apply_party_rules(LayerWork& work, const Layer& layer, const YamlNode& base) {
  const YamlNode& file = resolved(*layer.tree.root());
  const MappingDraft keys(work.nodes(), &file, file);
  MappingDraft root(work.nodes(), &base, base);
  const YamlNode* rules = root.find("rules");
  if (const YamlNode* const list = keys.find("prepend"))
    rules = prepended(work, rules, *list, *keys.key("prepend"));
  if (const YamlNode* const list = keys.find("append"))
    rules = appended(work, rules, *list, *keys.key("append"));
  if (const YamlNode* const list = keys.find("delete"); list != nullptr && rules != nullptr) {
    Nodes::Items missed;
    const auto text = [](const YamlNode& item) { return std::string(text_of(item)); };
    const Nodes::Items before = items_of(rules);
    rules = &work.remove("rules", *rules, items_of(list), text, missed);
    for (const YamlNode* name : missed) {
      const YamlNode* const near = same_question(before, text_of(*name));
      work.note(LayerDeed::unread, "rules", *name, near == nullptr ? Nodes::Items() : Nodes::Items{near},
                "no rule of the profile reads so");
    }
  }
  if (rules == nullptr) return base;
  const YamlNode* const known = root.key("rules");
  root.set(known == nullptr ? work.nodes().text("rules", file) : *known, *rules);
  return root.finish();
}

}  // namespace clashlint
