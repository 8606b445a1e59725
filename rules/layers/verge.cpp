// Clash Verge Rev (overrides.md 1). A Merge file replaces lists; Rules, Proxies
// and Groups files put rows at both ends and take rows out of the base only.
#include <algorithm>
#include <string>
#include <unordered_set>

#include <fmt/format.h>

#include "rules/base/strings.h"
#include "rules/layers/clients.h"
#include "rules/layers/directive.h"
#include "rules/layers/rule_rows.h"
#include "rules/yaml/mapping.h"
#include "rules/yaml/scalar.h"

namespace clashlint {
namespace {

using Names = std::unordered_set<std::string_view>;

std::string name_text(const YamlNode& item) { return std::string(item_name(item)); }

/// What the app writes over whatever a profile says.
constexpr std::string_view kOwned[] = {"port",        "socks-port", "mixed-port",    "redir-port",
                                       "tproxy-port", "mode",       "allow-lan",     "log-level",
                                       "ipv6",        "secret",     "unified-delay", "external-controller"};

void note_owned(LayerWork& work, std::string_view section, const YamlNode& key, const YamlNode& value) {
  const std::string name(section);
  if (std::ranges::find(kOwned, section) != std::end(kOwned)) {
    work.note(LayerDeed::unread, name, key, {},
              fmt::format("Clash Verge Rev writes its own `{}` over it", name));
  } else if (const YamlNode* const enable = section == "tun" ? yaml_find(value, "enable") : nullptr) {
    work.note(LayerDeed::unread, "tun.enable", *enable, {}, "Clash Verge Rev switches TUN on and off itself");
  }
}

/// The three lists of a Rules, Proxies or Groups file.
struct RowFile {
  const YamlNode* prepend = nullptr;
  const YamlNode* append = nullptr;
  const YamlNode* remove = nullptr;
};

// The typed reader of the client wants all three, and texts in `delete`: else
// it takes the file for an empty one, without a word.
RowFile read_rows(LayerWork& work, const YamlNode& root) {
  RowFile file;
  const MappingDraft keys(work.nodes(), &root, root);
  for (const auto& [name, list] : {std::pair{"prepend", &file.prepend}, std::pair{"append", &file.append},
                                   std::pair{"delete", &file.remove}}) {
    *list = keys.find(name);
    if (*list == nullptr) {
      work.fail(fmt::format("it has no `{}`, so Clash Verge Rev reads nothing of it", name), root.span);
    } else if (!is_nothing(*list) && !resolved(**list).is_sequence()) {
      work.fail(fmt::format("its `{}` is no list, so Clash Verge Rev reads nothing of it", name),
                (*list)->span);
    }
  }
  for (const YamlNode* item : items_of(file.remove)) {
    if (yaml_type(*item) != YamlType::string)
      work.fail("an item of its `delete` is no text, so Clash Verge Rev reads nothing of it", item->span);
  }
  return file;
}

class RowsLayer {
 public:
  RowsLayer(LayerWork& work, const RowFile& file, std::string section)
      : work_(work), file_(file), section_(std::move(section)) {}

  const YamlNode& apply(const MappingDraft& keys, MappingDraft& root) {
    const YamlNode* list = root.find(section_);
    if (list != nullptr && resolved(*list).is_sequence()) list = &remove(*list);
    if (list != nullptr && !resolved(*list).is_sequence()) list = nullptr;
    list = &work_.front(section_, list, items_of(file_.prepend), *keys.key("prepend"));
    return work_.back(section_, list, items_of(file_.append), *keys.key("append"));
  }

 private:
  const YamlNode& remove(const YamlNode& list) {
    Nodes::Items missed;
    const YamlNode& left = work_.remove(section_, list, items_of(file_.remove), name_text, missed);
    for (const YamlNode* name : missed) {
      const YamlNode* const near =
          section_ == "rules" ? same_question(items_of(&list), item_name(*name)) : nullptr;
      work_.note(LayerDeed::unread, section_, *name, near == nullptr ? Nodes::Items() : Nodes::Items{near},
                 section_ == "rules" ? "no rule of the profile reads so"
                                     : fmt::format("`{}` of the profile has no such item", section_));
    }
    return left;
  }

  LayerWork& work_;
  const RowFile& file_;
  std::string section_;
};

/// What a Proxies file does to groups.
class GroupEdit {
 public:
  GroupEdit(LayerWork& work, const RowFile& file, const YamlNode& by) : work_(work), by_(by) {
    for (const YamlNode* name : items_of(file.remove)) removed_.insert(text_of(*name));
    for (const YamlNode* list : {file.prepend, file.append}) {
      for (const YamlNode* proxy : items_of(list)) {
        if (const YamlNode* const name = name_of(*proxy)) added_.push_back(name);
      }
    }
  }

  const YamlNode& apply(const YamlNode& groups) {
    bool first = true;
    return each_mapping(work_.nodes(), groups, [&](MappingDraft& fields, const YamlNode& group) {
      const YamlNode* const type = fields.find("type");
      const std::string word = type == nullptr ? "" : ascii_lower(text_of(*type));
      const bool takes = first && !added_.empty() && (word == "select" || word == "selector");
      if (takes) first = false;
      edit(fields, takes, group);
    });
  }

 private:
  void edit(MappingDraft& fields, bool takes, const YamlNode& group) {
    const YamlNode* const written = fields.find("proxies");
    const bool has_list = written != nullptr && resolved(*written).is_sequence();
    if (!has_list && !takes) return;
    Nodes::Items members;
    Names front;
    if (takes) {
      for (const YamlNode* name : added_) {
        if (front.insert(text_of(*name)).second) members.push_back(name);
      }
    }
    bool changed = takes;
    for (const YamlNode* member : items_of(written)) {
      const bool gone = removed_.contains(text_of(*member));
      const bool moved = front.contains(text_of(*member));
      if (!gone && !moved) members.push_back(member);
      changed = changed || gone;
    }
    if (!changed) return;
    const std::string section = section_in("proxy-groups", item_name(group)) + ".proxies";
    if (takes) work_.note(LayerDeed::front, section, by_, added_);
    const YamlNode* const key = fields.key("proxies");
    fields.set(key == nullptr ? work_.nodes().text("proxies", group) : *key,
               work_.nodes().list(has_list ? *written : group, members));
  }

  LayerWork& work_;
  const YamlNode& by_;
  Names removed_;
  Nodes::Items added_;
};

std::string_view section_of(LayerKind kind) {
  if (kind == LayerKind::verge_proxies) return "proxies";
  return kind == LayerKind::verge_groups ? "proxy-groups" : "rules";
}

/// Members of groups that nothing has (overrides.md 1.6).
class CleanUp {
 public:
  CleanUp(LayerWork& work, const MappingDraft& root)
      : work_(work), known_{"DIRECT", "REJECT", "REJECT-DROP", "PASS"} {
    for (const char* section : {"proxies", "proxy-groups"}) {
      for (const YamlNode* item : items_of(root.find(section))) known_.insert(item_name(*item));
    }
    if (const YamlNode* const section = root.find("proxy-providers")) {
      const MappingDraft providers(work.nodes(), section, *section);
      for (const MappingDraft::Entry& entry : providers.entries()) providers_.insert(text_of(*entry.key));
    }
    known_.insert(providers_.begin(), providers_.end());
  }

  const YamlNode& apply(const YamlNode& groups) {
    return each_mapping(work_.nodes(), groups, [&](MappingDraft& fields, const YamlNode& group) {
      keep(fields, "use", providers_, group);
      if (items_of(fields.find("use")).empty()) keep(fields, "proxies", known_, group);
    });
  }

 private:
  void keep(MappingDraft& fields, const char* key, const Names& known, const YamlNode& group) {
    const YamlNode* const list = fields.find(key);
    if (list == nullptr || !resolved(*list).is_sequence()) return;
    const std::string section = section_in("proxy-groups", item_name(group)) + "." + key;
    fields.set(*fields.key(key),
               work_.without(LayerDeed::pruned, section, *list, *list,
                             [&](const YamlNode& member) { return !known.contains(text_of(member)); }));
  }

  LayerWork& work_;
  Names known_;
  Names providers_;
};

}  // namespace

const YamlNode& apply_verge_merge(LayerWork& work, const Layer& layer, const YamlNode& base) {
  MappingDraft into(work.nodes(), &base, base);
  const YamlNode& root = resolved(*layer.tree.root());
  const MappingDraft from(work.nodes(), &root, root);
  for (const MappingDraft::Entry& entry : from.entries()) {
    if (!resolved(*entry.key).is_scalar() || yaml_type(*entry.key) != YamlType::string) continue;
    const std::string lower = ascii_lower(text_of(*entry.key));
    const YamlNode& key = lower == text_of(*entry.key) ? *entry.key : work.nodes().text(lower, *entry.key);
    note_stray(work, key, *entry.value, LayerClient::verge);
    note_owned(work, lower, *entry.key, *entry.value);
    into.set(key, work.merge_value(lower, into.find(lower), *entry.value, *entry.key));
  }
  return into.finish();
}

const YamlNode& apply_verge_rows(LayerWork& work, const Layer& layer, const YamlNode& base) {
  const YamlNode& root = resolved(*layer.tree.root());
  const RowFile file = read_rows(work, root);
  if (!work.failure().empty()) return base;
  const MappingDraft keys(work.nodes(), &root, root);
  MappingDraft into(work.nodes(), &base, base);
  const std::string section(section_of(layer.kind));
  const YamlNode& list = RowsLayer(work, file, section).apply(keys, into);
  const YamlNode* const known = into.key(section);
  into.set(known == nullptr ? work.nodes().text(section, root) : *known, list);
  const YamlNode* const groups = into.find("proxy-groups");
  if (layer.kind == LayerKind::verge_proxies && groups != nullptr && resolved(*groups).is_sequence()) {
    const bool prepends = !items_of(file.prepend).empty();
    into.set(*into.key("proxy-groups"),
             GroupEdit(work, file, *keys.key(prepends ? "prepend" : "append")).apply(*groups));
  }
  return into.finish();
}

const YamlNode& finish_verge(LayerWork& work, const YamlNode& base) {
  MappingDraft root(work.nodes(), &base, base);
  const YamlNode* const groups = root.find("proxy-groups");
  if (groups == nullptr || !resolved(*groups).is_sequence()) return base;
  root.set(*root.key("proxy-groups"), CleanUp(work, root).apply(*groups));
  return root.finish();
}

}  // namespace clashlint
