#include "analyzer/check/definitions.h"

#include "rules/profile/names.h"
#include "rules/profile/typed.h"

namespace clashlint {

const YamlNode* top_level(const Facts& facts, std::string_view key) {
  const YamlNode* const root = facts.loaded.tree.root();
  return root == nullptr ? nullptr : typed_child(resolved(*root), key);
}

std::vector<GroupDefinition> group_definitions(const Facts& facts) {
  std::vector<GroupDefinition> definitions;
  const YamlNode* const list = top_level(facts, "proxy-groups");
  if (list == nullptr || !list->is_sequence()) return definitions;
  for (const YamlNode* item : list->children) {
    Structure fields(*item, KeyStyle::exact_dash);
    const YamlNode* const name = fields.find_exact("name");
    const Outbound* const group = name == nullptr ? nullptr : find_outbound(facts.profile, name->text);
    if (group != nullptr && group->group != nullptr && group->span == name->span)
      definitions.push_back({.group = *group, .fields = std::move(fields)});
  }
  return definitions;
}

std::vector<ProviderDefinition> provider_definitions(const Facts& facts, std::string_view section) {
  std::vector<ProviderDefinition> definitions;
  const YamlNode* const mapping = top_level(facts, section);
  if (mapping == nullptr || !mapping->is_mapping()) return definitions;
  for (const YamlEntry& entry : yaml_entries(*mapping).entries)
    definitions.push_back({.key = *entry.key, .fields = Structure(*entry.value, KeyStyle::exact_dash)});
  return definitions;
}

}  // namespace clashlint
