// Clash Meta for Android (overrides.md 8.1): the settings page is read over the
// profile field by field, then some fields are set whatever they are.
#include <algorithm>
#include <string>

#include "rules/base/strings.h"
#include "rules/layers/clients.h"
#include "rules/yaml/mapping.h"
#include "rules/yaml/scalar.h"

namespace clashlint {
namespace {

// What the app has no page for, and does not read from the file either.
constexpr std::string_view kUnread[] = {"rules",          "proxies",         "proxy-groups",
                                        "rule-providers", "proxy-providers", "sub-rules"};

constexpr std::string_view kCleared[] = {"external-controller", "external-controller-tls"};
constexpr std::string_view kSystemInbounds[] = {"tproxy", "redir", "tun"};

// `key: false`, where the profile says something else.
void switch_off(LayerWork& work, MappingDraft& fields, const char* key) {
  const YamlNode* const value = fields.find(key);
  if (value == nullptr || !yaml_typed_bool(*value).value_or(false)) return;
  const YamlNode& off = work.nodes().text("false", *value);
  work.note(LayerDeed::altered, std::string("tun.") + key, *value, {&off},
            "Clash Meta for Android switches it off: Android opens the tunnel");
  fields.set(*fields.key(key), off);
}

void patch_tun(LayerWork& work, MappingDraft& root) {
  const YamlNode* const tun = root.find("tun");
  if (tun == nullptr || !resolved(*tun).is_mapping()) return;
  MappingDraft fields(work.nodes(), tun, *tun);
  for (const char* key : {"enable", "auto-route", "auto-detect-interface"}) switch_off(work, fields, key);
  root.set(*root.key("tun"), fields.finish());
}

// Without DNS that is switched on the app puts its own in place of the whole block.
void patch_dns(LayerWork& work, MappingDraft& root) {
  const YamlNode* const dns = root.find("dns");
  const YamlNode* const enable = dns == nullptr ? nullptr : yaml_find(*dns, "enable");
  if (enable != nullptr && yaml_typed_bool(*enable).value_or(false)) return;
  root.erase("dns");
  work.unknown({"dns of Clash Meta for Android", "it takes the place of one that is not switched on"});
}

void patch_listeners(LayerWork& work, MappingDraft& root) {
  const YamlNode* const listeners = root.find("listeners");
  if (listeners == nullptr || !resolved(*listeners).is_sequence()) return;
  const auto is_out = [](const YamlNode& item) {
    const YamlNode* const type = yaml_find(item, "type");
    return type != nullptr && std::ranges::find(kSystemInbounds, text_of(*type)) != std::end(kSystemInbounds);
  };
  root.set(*root.key("listeners"),
           work.without(LayerDeed::removed, "listeners", *listeners, *listeners, is_out));
}

}  // namespace

const YamlNode& begin_cmfa(LayerWork& work, const YamlNode& base) {
  MappingDraft root(work.nodes(), &base, base);
  for (const std::string_view key : kCleared) root.erase(key);
  return root.finish();
}

const YamlNode& apply_cmfa(LayerWork& work, const Layer& layer, const YamlNode& base) {
  const YamlNode& written = resolved(*layer.tree.root());
  MappingDraft root(work.nodes(), &base, base);
  const MappingDraft from(work.nodes(), &written, written);
  for (const MappingDraft::Entry& entry : from.entries()) {
    const std::string section(text_of(*entry.key));
    if (std::ranges::find(kUnread, section) != std::end(kUnread)) {
      work.note(LayerDeed::stray, section, *entry.key, rows_in(entry.value),
                "Clash Meta for Android overrides no rules, groups or proxies");
      continue;
    }
    root.set(*entry.key, work.merge_value(section, root.find(section), *entry.value, *entry.key));
  }
  return root.finish();
}

const YamlNode& finish_cmfa(LayerWork& work, const YamlNode& base) {
  MappingDraft root(work.nodes(), &base, base);
  for (const char* key : {"interface-name", "routing-mark"}) root.erase(key);
  patch_dns(work, root);
  patch_tun(work, root);
  patch_listeners(work, root);
  return root.finish();
}

}  // namespace clashlint
