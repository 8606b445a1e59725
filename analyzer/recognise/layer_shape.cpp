#include "analyzer/recognise/layer_shape.h"

#include <algorithm>

#include "analyzer/recognise/recognise.h"
#include "rules/base/strings.h"
#include "rules/layers/directive.h"
#include "rules/yaml/mapping.h"

namespace clashlint {
namespace {

using Kinds = std::vector<LayerKind>;
using Keys = std::vector<std::string_view>;

bool has_line(std::string_view text, std::string_view begin) {
  return text.starts_with(begin) || text.find("\n" + std::string(begin)) != std::string_view::npos;
}

bool is_script(std::string_view name, std::string_view text) {
  if (name.ends_with(".js") || name.ends_with(".lua") || name.ends_with(".rb") || name.ends_with(".sh"))
    return true;
  return has_line(text, "function main") || has_line(text, "const main") ||
         has_line(text, "module.exports") || has_line(text, "async function main");
}

Keys keys_of(const YamlNode& root) {
  Keys keys;
  if (!root.is_mapping()) return keys;
  for (const YamlEntry& entry : yaml_entries(root).entries) keys.push_back(entry.key->text);
  return keys;
}

bool has(const Keys& keys, std::string_view wanted) { return std::ranges::find(keys, wanted) != keys.end(); }

template <typename Is>
bool any(const Keys& keys, Is is) {
  return std::ranges::any_of(keys, is);
}

// `1,DOMAIN,…`: only Clash Party counts places.
bool is_counted(std::string_view row) {
  const std::string_view first = row.substr(0, row.find(','));
  return !first.empty() && first.size() < row.size() &&
         first.find_first_not_of("0123456789") == std::string_view::npos;
}

/// A file of `prepend`, `append` and `delete` alone.
Kinds row_file(const YamlNode& root) {
  Kinds kinds = {LayerKind::verge_rules, LayerKind::verge_proxies, LayerKind::verge_groups,
                 LayerKind::party_rules};
  for (const YamlEntry& entry : yaml_entries(root).entries) {
    const YamlNode& value = resolved(*entry.value);
    if (!value.is_sequence() || entry.key->text == "delete") continue;
    for (const YamlNode* item : value.children) {
      const YamlNode& row = resolved(*item);
      if (row.is_scalar())
        return is_counted(row.text) ? Kinds{LayerKind::party_rules}
                                    : Kinds{LayerKind::verge_rules, LayerKind::party_rules};
      if (yaml_find(row, "server") != nullptr) return {LayerKind::verge_proxies};
      if (yaml_find(row, "proxies") != nullptr || yaml_find(row, "use") != nullptr)
        return {LayerKind::verge_groups};
    }
  }
  return kinds;
}

Kinds of_list(std::string_view text, const YamlNode& root) {
  const bool rows =
      std::ranges::all_of(root.children, [](const YamlNode* item) { return resolved(*item).is_scalar(); });
  if (rows) return {LayerKind::openclash_top, LayerKind::openclash_bottom, LayerKind::shellcrash_rules};
  return text.find("}#") != std::string_view::npos
             ? Kinds{LayerKind::shellcrash_proxies}
             : Kinds{LayerKind::shellcrash_proxies, LayerKind::shellcrash_groups};
}

bool is_nyanpasu_key(std::string_view key) {
  const std::string lower = ascii_lower(key);
  return lower.starts_with("prepend__") || lower.starts_with("append__") || lower.starts_with("override__") ||
         lower.starts_with("filter__");
}

bool is_marked(std::string_view key) {
  const std::optional<KeyDirective> directive = directive_of(key);
  return directive &&
         (key.starts_with('+') || key.ends_with('+') || key.ends_with('!') || key.starts_with('<'));
}

bool is_shown_by_stash(const Keys& keys) { return has(keys, "name") && has(keys, "desc"); }

// Only ours have sections below an order.
bool holds_sections(const YamlNode& root) {
  return std::ranges::any_of(yaml_entries(root).entries, [](const YamlEntry& entry) {
    const std::string_view key = entry.key->text;
    const bool order = key == "prepend" || key == "append" || key == "replace";
    return key == "replace" || (order && resolved(*entry.value).is_mapping()) ||
           (key == "delete" && resolved(*entry.value).is_mapping());
  });
}

// A part of a profile, or nothing at all.
Kinds plain() {
  return {LayerKind::verge_merge, LayerKind::verge_global_merge, LayerKind::party, LayerKind::nikki,
          LayerKind::nyanpasu,    LayerKind::cfw_mixin,          LayerKind::stash, LayerKind::cmfa};
}

Kinds of_mapping(const YamlNode& root) {
  const Keys keys = keys_of(root);
  const auto is_order = [](std::string_view key) {
    return key == "prepend" || key == "append" || key == "delete" || key == "replace";
  };
  if (holds_sections(root)) return {LayerKind::own};
  if (!keys.empty() && std::ranges::all_of(keys, is_order)) return row_file(root);
  if (any(keys, [](std::string_view key) { return key.starts_with("nikki-"); })) return {LayerKind::nikki};
  if (has(keys, "parsers")) return {LayerKind::cfw_parser};
  if (has(keys, "mixin")) return {LayerKind::cfw_mixin};
  if (has(keys, "mix-object") || has(keys, "commands")) return {LayerKind::cfw_parser};
  if (has(keys, "profile-added") || has(keys, "global-added") || has(keys, "custom-rules"))
    return {LayerKind::flclash};
  if (any(keys, is_nyanpasu_key)) return {LayerKind::nyanpasu};
  if (any(keys, is_marked)) return {LayerKind::party};
  if (is_shown_by_stash(keys)) return {LayerKind::stash};
  if (any(keys, [](std::string_view key) { return directive_of(key).has_value(); }))
    return {LayerKind::nyanpasu, LayerKind::cfw_parser, LayerKind::verge_merge};
  return plain();
}

}  // namespace

LayerShape layer_shape(std::string_view name, std::string_view text, const YamlTree& tree) {
  const std::string_view head = text.substr(0, kMaxLook);
  if (name.ends_with(".stoverride")) return {{LayerKind::stash}, {}};
  if (is_script(name, head)) return {{LayerKind::script}, {}};
  if (has_line(head, "[YAML]") || has_line(head, "[Overwrite]")) return {{LayerKind::openclash_module}, {}};
  if (name.ends_with(".sgmodule") || head.starts_with("#!name=") || has_line(head, "[Rule]"))
    return {{}, std::string(*out_of_reach("surge-module"))};
  if (head.find("#!replace") != std::string_view::npos) return {{LayerKind::stash}, {}};
  if (tree.error()) return {{}, "it is no YAML"};
  if (tree.root() == nullptr) return {plain(), {}};
  const YamlNode& root = resolved(*tree.root());
  if (root.is_sequence()) return {of_list(head, root), {}};
  if (root.is_mapping()) return {of_mapping(root), {}};
  return {{}, "it is no layer"};
}

}  // namespace clashlint
