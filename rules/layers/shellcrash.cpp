// ShellCrash (overrides.md 9): a shell script that cuts and pastes lines. What
// its patterns do not find in the layout of the subscription is lost.
#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "rules/base/strings.h"
#include "rules/layers/clients.h"
#include "rules/yaml/mapping.h"

namespace clashlint {
namespace {

constexpr std::string_view kBlocks[] = {"proxies",        "proxy-groups", "proxy-providers", "rules",
                                        "rule-providers", "sub-rules",    "listeners"};

/// The script looks for `proxies:` so many lines below a group's name.
constexpr std::uint32_t kFarthest = 8;

class Lines {
 public:
  explicit Lines(const Sources& sources) : sources_(sources) {}

  std::uint32_t of(const YamlNode& node) const { return sources_.position(node.span).line; }

  std::string_view text(const YamlNode& node) const { return sources_[node.span.file].line(of(node)); }

  // Whether the key begins its line and its value stands on the lines below.
  bool is_block(const YamlNode& key, const YamlNode& value) const {
    return key.style == YamlStyle::plain && sources_.position(key.span).column == 1 && of(value) > of(key);
  }

 private:
  const Sources& sources_;
};

/// The groups behind `#` in a line.
std::vector<std::string_view> tags_in(std::string_view line) {
  std::vector<std::string_view> tags = split(line, '#');
  tags.erase(tags.begin());
  for (std::string_view& tag : tags) tag = trim_blanks(tag.substr(0, tag.find('\r')));
  std::erase_if(tags, [](std::string_view tag) { return tag.empty(); });
  return tags;
}

/// Puts a name in front of the members of the groups that its line names.
class Tagging {
 public:
  explicit Tagging(LayerWork& work) : work_(work), lines_(work.sources()) {}

  void add(MappingDraft& root, std::string_view tag, const YamlNode& name) {
    const YamlNode* const groups = root.find("proxy-groups");
    Nodes::Items items = items_of(groups);
    const auto found = std::ranges::find_if(items, [&](const YamlNode* group) {
      return resolved(*group).is_mapping() && item_name(*group).starts_with(tag);
    });
    const std::string section = "proxy-groups." + std::string(tag) + ".proxies";
    if (found == items.end()) {
      work_.note(LayerDeed::unread, section, name, {}, fmt::format("no group is called \"{}\"", tag));
      return;
    }
    MappingDraft fields(work_.nodes(), *found, **found);
    const YamlNode* const members = fields.find("proxies");
    if (!is_found(fields)) {
      work_.note(
          LayerDeed::unread, section, name, {},
          fmt::format("ShellCrash finds `proxies:` of \"{}\" only on a line of its own, at most {} lines "
                      "below the name",
                      tag, kFarthest));
      return;
    }
    fields.set(*fields.key("proxies"), work_.front(section, members, {&name}, name));
    *found = &fields.finish();
    root.set(*root.key("proxy-groups"), work_.nodes().list(*groups, items));
  }

 private:
  bool is_found(const MappingDraft& fields) const {
    const YamlNode* const name = fields.key("name");
    const YamlNode* const proxies = fields.key("proxies");
    const YamlNode* const members = fields.find("proxies");
    if (name == nullptr || proxies == nullptr || !resolved(*members).is_sequence()) return false;
    const std::uint32_t from = lines_.of(*name);
    const std::uint32_t to = lines_.of(*proxies);
    return to > from && to <= from + kFarthest && lines_.of(*members) > to;
  }

  LayerWork& work_;
  Lines lines_;
};

// `- name: Home#Proxy`: the groups stand in the name itself.
const YamlNode& group_without_tags(LayerWork& work, const YamlNode& group,
                                   std::vector<std::string_view>& tags) {
  const YamlNode* const name = name_of(group);
  if (name == nullptr) return group;
  const std::string_view text = text_of(*name);
  tags = tags_in(text);
  if (tags.empty()) return group;
  MappingDraft fields(work.nodes(), &group, group);
  fields.set(*fields.key("name"), work.nodes().piece(*name, text.substr(0, text.find('#'))));
  return fields.finish();
}

void add_groups(LayerWork& work, const YamlNode& list, MappingDraft& root) {
  Nodes::Items groups;
  std::vector<std::pair<std::vector<std::string_view>, const YamlNode*>> tagged;
  for (const YamlNode* item : items_of(&list)) {
    std::vector<std::string_view> tags;
    groups.push_back(&group_without_tags(work, *item, tags));
    if (!tags.empty()) tagged.emplace_back(std::move(tags), name_of(*groups.back()));
  }
  const YamlNode* const known = root.key("proxy-groups");
  root.set(known != nullptr ? *known : work.nodes().text("proxy-groups", list),
           work.front("proxy-groups", root.find("proxy-groups"), groups, list));
  Tagging tagging(work);
  for (const auto& [tags, name] : tagged) {
    for (const std::string_view tag : tags) tagging.add(root, tag, *name);
  }
}

void add_proxies(LayerWork& work, const YamlNode& list, MappingDraft& root) {
  const YamlNode* const known = root.key("proxies");
  root.set(known != nullptr ? *known : work.nodes().text("proxies", list),
           work.back("proxies", root.find("proxies"), items_of(&list), list));
  const Lines lines(work.sources());
  Tagging tagging(work);
  for (const YamlNode* item : items_of(&list)) {
    const YamlNode* const name = name_of(*item);
    if (name == nullptr) continue;
    for (const std::string_view tag : tags_in(lines.text(*item))) tagging.add(root, tag, *name);
  }
}

// Keys of user.yaml and others.yaml are pasted: what is there already stands there twice.
void paste(LayerWork& work, const YamlNode& file, MappingDraft& root) {
  const MappingDraft keys(work.nodes(), &file, file);
  for (const MappingDraft::Entry& entry : keys.entries()) root.add(*entry.key, *entry.value);
}

}  // namespace

const YamlNode& begin_shellcrash(LayerWork& work, const YamlNode& base) {
  const Lines lines(work.sources());
  MappingDraft root(work.nodes(), &base, base);
  for (const MappingDraft::Entry& entry : std::vector(root.entries())) {
    const bool block = std::ranges::find(kBlocks, text_of(*entry.key)) != std::end(kBlocks);
    if (block && lines.is_block(*entry.key, *entry.value)) continue;
    if (block && !rows_in(entry.value).empty())
      work.note(LayerDeed::left_out, std::string(text_of(*entry.key)), *entry.key, rows_in(entry.value),
                fmt::format("ShellCrash finds `{}:` only where it begins a line and its value stands below",
                            text_of(*entry.key)));
    root.erase(text_of(*entry.key));
  }
  return root.finish();
}

const YamlNode& apply_shellcrash(LayerWork& work, const Layer& layer, const YamlNode& base) {
  const YamlNode& file = resolved(*layer.tree.root());
  MappingDraft root(work.nodes(), &base, base);
  const bool is_list = layer.kind != LayerKind::shellcrash_user && layer.kind != LayerKind::shellcrash_others;
  if (is_list != file.is_sequence()) {
    work.fail(is_list ? "it has to be a list, without a key in front" : "it has to be keys and values",
              file.span);
  } else if (layer.kind == LayerKind::shellcrash_groups) {
    add_groups(work, file, root);
  } else if (layer.kind == LayerKind::shellcrash_proxies) {
    add_proxies(work, file, root);
  } else if (layer.kind == LayerKind::shellcrash_rules) {
    const YamlNode* const known = root.key("rules");
    root.set(known != nullptr ? *known : work.nodes().text("rules", file),
             work.front("rules", root.find("rules"), items_of(&file), file));
  } else {
    paste(work, file, root);
  }
  return root.finish();
}

}  // namespace clashlint
