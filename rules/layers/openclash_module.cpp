// `[YAML]` of an overwrite module of OpenClash (overrides.md 4.4), and what its
// YAML 1.1 makes of bare words. Unlike Clash Party's, lists hold nothing twice.
#include <map>
#include <string>
#include <unordered_set>

#include <fmt/format.h>

#include "rules/base/strings.h"
#include "rules/layers/clients.h"
#include "rules/layers/openclash_batch.h"
#include "rules/yaml/mapping.h"
#include "rules/yaml/scalar.h"
#include "rules/yaml/write.h"

namespace clashlint {
namespace {

enum class Operator { merge, plain_merge, front, back, replace, remove, batch };

struct MarkedKey {
  std::string_view name;
  Operator how = Operator::merge;
};

std::string_view inside(std::string_view key) {
  return key.size() > 2 && key.starts_with('<') && key.ends_with('>') ? key.substr(1, key.size() - 2)
                                                                      : std::string_view();
}

MarkedKey read_key(std::string_view key) {
  if (const std::string_view name = inside(key); !name.empty()) return {name, Operator::plain_merge};
  const auto marked = [](std::string_view rest, Operator how) {
    const std::string_view name = inside(rest);
    return MarkedKey{name.empty() ? rest : name, how};
  };
  if (key.size() > 1 && key.starts_with('+')) return marked(key.substr(1), Operator::front);
  if (key.size() > 1) {
    const std::string_view rest = key.substr(0, key.size() - 1);
    if (key.ends_with('+')) return marked(rest, Operator::back);
    if (key.ends_with('!')) return marked(rest, Operator::replace);
    if (key.ends_with('-')) return marked(rest, Operator::remove);
    if (key.ends_with('*')) return marked(rest, Operator::batch);
  }
  return {key, Operator::merge};
}

// Equal for items that Ruby takes for equal.
std::string fingerprint(const YamlNode& item) {
  const YamlNode& node = resolved(item);
  if (node.is_scalar()) return fmt::format("{} {}", yaml_tag(yaml_type(node)), node.text);
  return YamlWriter().flow(node);
}

class Module {
 public:
  explicit Module(LayerWork& work) : work_(work) {}

  const YamlNode& merge(const std::string& section, const YamlNode& base, const YamlNode& layer) {
    MappingDraft into(work_.nodes(), &base, layer);
    const MappingDraft from(work_.nodes(), &layer, layer);
    for (const MappingDraft::Entry& entry : from.entries()) {
      if (!work_.enter()) break;
      take(section, into, *entry.key, *entry.value);
      work_.leave();
    }
    return into.finish();
  }

 private:
  void take(const std::string& outer, MappingDraft& into, const YamlNode& key, const YamlNode& value) {
    const MarkedKey marked = read_key(text_of(key));
    const std::string section = section_in(outer, marked.name);
    const YamlNode* const before = into.find(marked.name);
    if (marked.how == Operator::remove) return remove(section, into, marked.name, key, value);
    const YamlNode* after = before;
    switch (marked.how) {
      case Operator::merge:
      case Operator::plain_merge:
        after = merged(section, before, value, key, marked.how == Operator::plain_merge);
        break;
      case Operator::front:
      case Operator::back:
        after = added(section, before, value, key, marked.how == Operator::front);
        break;
      case Operator::replace:
        after = &work_.replace(section, before, value, key);
        break;
      case Operator::batch:
        after = batch(section, before, value, key);
        break;
      case Operator::remove:
        break;
    }
    if (after == nullptr || after == before) return;
    const YamlNode* const known = into.key(marked.name);
    into.set(known != nullptr ? *known : named(key, marked.name), *after);
  }

  const YamlNode& named(const YamlNode& key, std::string_view name) {
    return name == text_of(key) ? key : work_.nodes().piece(key, name);
  }

  const YamlNode* merged(const std::string& section, const YamlNode* before, const YamlNode& value,
                         const YamlNode& key, bool plain) {
    const bool both = before != nullptr && resolved(*before).is_mapping() && resolved(value).is_mapping();
    if (both) return plain ? &work_.merge(section, before, value) : &merge(section, *before, value);
    if (is_nothing(&value) && before != nullptr) return before;
    return &work_.replace(section, before, value, key);
  }

  const YamlNode* added(const std::string& section, const YamlNode* before, const YamlNode& value,
                        const YamlNode& key, bool front) {
    const bool both_lists =
        (is_nothing(before) || resolved(*before).is_sequence()) && resolved(value).is_sequence();
    if (both_lists)
      return &(front ? in_front(section, before, value, key) : behind(section, before, value, key));
    const bool both_mappings =
        before != nullptr && resolved(*before).is_mapping() && resolved(value).is_mapping();
    if (both_mappings) return &mixed(section, *before, value, front);
    return &work_.replace(section, before, value, key);
  }

  const YamlNode& in_front(const std::string& section, const YamlNode* before, const YamlNode& value,
                           const YamlNode& key) {
    return unique(section, work_.front(section, before, items_of(&value), key), key);
  }

  // An item that is there already moves to the end.
  const YamlNode& behind(const std::string& section, const YamlNode* before, const YamlNode& value,
                         const YamlNode& key) {
    std::unordered_set<std::string> added;
    for (const YamlNode* item : items_of(&value)) added.insert(fingerprint(*item));
    if (!is_nothing(before)) {
      before = &work_.without(LayerDeed::repeated, section, *before, key,
                              [&](const YamlNode& item) { return added.contains(fingerprint(item)); });
    }
    return unique(section, work_.back(section, before, items_of(&value), key), key);
  }

  const YamlNode& unique(const std::string& section, const YamlNode& list, const YamlNode& by) {
    std::unordered_set<std::string> seen;
    return work_.without(LayerDeed::repeated, section, list, by,
                         [&](const YamlNode& item) { return !seen.insert(fingerprint(item)).second; });
  }

  // The first level of the value is taken literally, marks are read below it.
  const YamlNode& mixed(const std::string& section, const YamlNode& before, const YamlNode& value,
                        bool front) {
    MappingDraft into(work_.nodes(), &before, value);
    const MappingDraft from(work_.nodes(), &value, value);
    Nodes::Pairs fresh;
    for (const MappingDraft::Entry& entry : from.entries()) {
      const std::string inner = section_in(section, text_of(*entry.key));
      const YamlNode* const old = into.find(text_of(*entry.key));
      if (old == nullptr) {
        fresh.emplace_back(entry.key, entry.value);
      } else if (const YamlNode* const after = merged(inner, old, *entry.value, *entry.key, false)) {
        into.set(*entry.key, *after);
      }
    }
    if (front) {
      for (auto pair = fresh.rbegin(); pair != fresh.rend(); ++pair)
        into.set_first(*pair->first, *pair->second);
    } else {
      for (const auto& [key, item] : fresh) into.set(*key, *item);
    }
    return into.finish();
  }

  void remove(const std::string& section, MappingDraft& into, std::string_view name, const YamlNode& key,
              const YamlNode& value) {
    const YamlNode* const before = into.find(name);
    if (before == nullptr) {
      work_.note(LayerDeed::unread, section, key, {}, fmt::format("the profile has no `{}`", section));
      return;
    }
    const bool list = resolved(*before).is_sequence() && resolved(value).is_sequence();
    if (list) {
      Nodes::Items missed;
      const YamlNode& left = work_.remove(section, *before, items_of(&value), fingerprint, missed);
      for (const YamlNode* item : missed)
        work_.note(LayerDeed::unread, section, *item, {},
                   fmt::format("`{}` of the profile has no such item", section));
      into.set(*into.key(name), left);
    } else if (resolved(*before).is_mapping()) {
      remove_keys(section, into, name, key, value);
    } else {
      work_.note(LayerDeed::removed, section, key, rows_in(before));
      into.erase(name);
    }
  }

  void remove_keys(const std::string& section, MappingDraft& into, std::string_view name, const YamlNode& by,
                   const YamlNode& value) {
    MappingDraft fields(work_.nodes(), into.find(name), value);
    for (const YamlNode* item : items_of(&value)) remove_key(section, fields, *item);
    if (resolved(value).is_mapping()) {
      const MappingDraft orders(work_.nodes(), &value, value);
      for (const MappingDraft::Entry& entry : orders.entries()) {
        if (!work_.enter()) break;
        if (resolved(*entry.value).is_mapping()) {
          remove(section_in(section, text_of(*entry.key)), fields, text_of(*entry.key), *entry.key,
                 *entry.value);
        } else {
          remove_key(section, fields, *entry.key);
        }
        work_.leave();
      }
    } else if (is_nothing(&value)) {
      work_.note(LayerDeed::unread, section, by, {},
                 "OpenClash looks for a key called null in it, and finds none");
    }
    into.set(*into.key(name), fields.finish());
  }

  void remove_key(const std::string& section, MappingDraft& fields, const YamlNode& name) {
    const YamlNode* const key = fields.key(text_of(name));
    if (key == nullptr) {
      work_.note(LayerDeed::unread, section, name, {}, fmt::format("`{}` has no such entry", section));
      return;
    }
    work_.note(LayerDeed::removed, section, name, {key});
    fields.erase(text_of(name));
  }

  const YamlNode* batch(const std::string& section, const YamlNode* before, const YamlNode& order,
                        const YamlNode& key) {
    if (before == nullptr) {
      work_.note(LayerDeed::unread, section, key, {}, fmt::format("the profile has no `{}`", section));
      return nullptr;
    }
    const SetMapping set = [this](const std::string& where, const YamlNode& item,
                                  const YamlNode& values) -> const YamlNode& {
      return merge(where, item, values);
    };
    return &apply_openclash_batch(work_, section, *before, order, set);
  }

  LayerWork& work_;
};

/// Bare words that YAML 1.1 reads as true or false.
class OldBooleans {
 public:
  explicit OldBooleans(LayerWork& work) : work_(work) {}

  // The node with every such word written out; the node itself where there is none.
  const YamlNode& rewritten(const YamlNode& written) {
    const YamlNode& node = resolved(written);
    if (node.is_scalar()) return word(written);
    if (const auto known = done_.find(&node); known != done_.end())
      return known->second == &node ? written : *known->second;
    if (!work_.enter()) return written;
    done_.emplace(&node, &node);
    Nodes::Items children;
    bool changed = false;
    for (std::size_t at = 0; at < node.children.size(); ++at) {
      const bool key = node.is_mapping() && at % 2 == 0;
      const YamlNode& child = *node.children[at];
      children.push_back(key ? &child : &rewritten(child));
      changed = changed || children.back() != &child;
    }
    work_.leave();
    if (!changed) return written;
    const YamlNode& made = node.is_sequence() ? work_.nodes().list(node, children) : pairs(node, children);
    done_[&node] = &made;
    return made;
  }

 private:
  const YamlNode& pairs(const YamlNode& node, const Nodes::Items& children) {
    Nodes::Pairs pairs;
    for (std::size_t at = 0; at + 1 < children.size(); at += 2)
      pairs.emplace_back(children[at], children[at + 1]);
    return work_.nodes().mapping(node, pairs);
  }

  const YamlNode& word(const YamlNode& written) {
    const YamlNode& node = resolved(written);
    if (node.style != YamlStyle::plain || node.properties != nullptr) return written;
    const std::string lower = ascii_lower(node.text);
    const bool yes = lower == "on" || lower == "yes";
    if (!yes && lower != "off" && lower != "no") return written;
    // Only all small, all capital, or the first letter capital.
    const bool mixed = node.text != lower && node.text != ascii_upper(lower) &&
                       node.text.substr(1) != std::string_view(lower).substr(1);
    if (mixed) return written;
    const YamlNode& value = work_.nodes().text(yes ? "true" : "false", node);
    work_.note(
        LayerDeed::altered, "", node, {&value},
        fmt::format("OpenClash reads a bare {} as {}; in quotes it stays a word", node.text, value.text));
    return value;
  }

  LayerWork& work_;
  std::map<const YamlNode*, const YamlNode*> done_;
};

}  // namespace

const YamlNode& apply_openclash_module(LayerWork& work, const Layer& layer, const YamlNode& base) {
  const YamlNode& root = resolved(*layer.tree.root());
  return Module(work).merge("", base, root);
}

const YamlNode& finish_openclash(LayerWork& work, const YamlNode& base) {
  return OldBooleans(work).rewritten(base);
}

}  // namespace clashlint
