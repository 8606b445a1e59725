#include "analyzer/keys/key_visit.h"

#include <set>
#include <utility>
#include <vector>

namespace clashlint {
namespace {

using Each = std::function<void(const KeyUse& use)>;

class KeyVisit {
 public:
  explicit KeyVisit(const Each& each) : each_(each) {}

  void top(const YamlNode& root) {
    typed(KeyPlace::top, SchemaType::top, root, nullptr);
    rows(KeyPlace::proxy, root, "proxies");
    rows(KeyPlace::group, root, "proxy-groups");
    rows(KeyPlace::listener, root, "listeners");
    named(KeyPlace::proxy_provider, root, "proxy-providers");
    named(KeyPlace::rule_provider, root, "rule-providers");
  }

 private:
  void typed(KeyPlace place, SchemaType section, const YamlNode& written, const YamlNode* through) {
    for (const YamlEntry& entry : mapping(place, {}, written, through)) {
      const std::optional<SchemaType> type = schema_type(section, entry.key->text);
      if (!type) continue;
      const YamlNode* const next = way(entry, through);
      if (const std::optional<KeyPlace> inner = key_place(*type)) typed(*inner, *type, *entry.value, next);
      if (*type == SchemaType::sniff_by_name) sniffers(*entry.value, next);
    }
  }

  void sniffers(const YamlNode& written, const YamlNode* through) {
    const YamlNode* const from = leads_away(written) ? &written : through;
    for (const YamlEntry& entry : yaml_entries(written).entries)
      typed(KeyPlace::sniff_entry, SchemaType::section_sniff_entry, *entry.value, way(entry, from));
  }

  void rows(KeyPlace place, const YamlNode& section, std::string_view key) {
    const YamlNode* const list = yaml_find(section, key);
    if (list == nullptr || !resolved(*list).is_sequence()) return;
    const YamlNode* const from = leads_away(*list) ? list : nullptr;
    for (const YamlNode* item : resolved(*list).children) row(place, *item, from);
  }

  void row(KeyPlace place, const YamlNode& item, const YamlNode* through) {
    const YamlNode* const type = place == KeyPlace::group ? nullptr : yaml_find(item, "type");
    const std::string_view type_text = type == nullptr ? std::string_view() : resolved(*type).text;
    for (const YamlEntry& entry : mapping(place, type_text, item, through)) {
      if (place != KeyPlace::proxy) continue;
      const std::optional<KeyPlace> options = options_place(compared_key(place, entry.key->text));
      if (options) mapping(*options, type_text, *entry.value, way(entry, through));
    }
  }

  void named(KeyPlace place, const YamlNode& section, std::string_view key) {
    const YamlNode* const providers = yaml_find(section, key);
    if (providers == nullptr) return;
    const YamlNode* const from = leads_away(*providers) ? providers : nullptr;
    for (const YamlEntry& provider : yaml_entries(*providers).entries)
      provider_keys(place, *provider.value, way(provider, from));
  }

  void provider_keys(KeyPlace place, const YamlNode& written, const YamlNode* through) {
    for (const YamlEntry& entry : mapping(place, {}, written, through)) {
      if (place != KeyPlace::proxy_provider) continue;
      const std::string key = compared_key(place, entry.key->text);
      const YamlNode* const next = way(entry, through);
      if (key == "health-check") mapping(KeyPlace::health_check, {}, *entry.value, next);
      if (key == "override") mapping(KeyPlace::provider_override, {}, *entry.value, next);
      if (key != "payload" || !resolved(*entry.value).is_sequence()) continue;
      for (const YamlNode* item : resolved(*entry.value).children) row(KeyPlace::proxy, *item, next);
    }
  }

  /// Tells the keys of one mapping; its entries, or none where it was told already.
  std::vector<YamlEntry> mapping(KeyPlace place, std::string_view proxy_type, const YamlNode& written,
                                 const YamlNode* through) {
    const YamlNode& node = resolved(written);
    if (!node.is_mapping() || !seen_.emplace(&node, place).second) return {};
    const YamlNode* const from = leads_away(written) ? &written : through;
    std::vector<YamlEntry> entries = yaml_entries(node).entries;
    for (const YamlEntry& entry : entries) {
      if (!entry.key->is_scalar()) continue;
      each_({.place = place,
             .proxy_type = proxy_type,
             .mapping = &node,
             .entry = entry,
             .through = entry.merged_by == nullptr ? from : entry.merged_by});
    }
    return entries;
  }

  static bool leads_away(const YamlNode& written) { return written.kind == YamlKind::alias; }

  /// What leads to the value of an entry, itself aside.
  static const YamlNode* way(const YamlEntry& entry, const YamlNode* through) {
    return entry.merged_by == nullptr ? through : entry.merged_by;
  }

  const Each& each_;
  std::set<std::pair<const YamlNode*, KeyPlace>> seen_;
};

}  // namespace

bool is_shared(const KeyUse& use) { return use.through != nullptr || use.mapping->properties != nullptr; }

void visit_keys(const YamlNode& root, const std::function<void(const KeyUse& use)>& each) {
  KeyVisit(each).top(resolved(root));
}

}  // namespace clashlint
