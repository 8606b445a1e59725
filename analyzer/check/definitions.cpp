#include "analyzer/check/definitions.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

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

std::vector<RuleSetDefinition> rule_set_definitions(const Facts& facts) {
  std::vector<RuleSetDefinition> definitions;
  std::vector<ProviderDefinition> written = provider_definitions(facts, "rule-providers");
  // The loader makes a set of each entry.
  const auto& sets = facts.profile.rule_sets;
  for (std::size_t at = 0; at < std::min(written.size(), sets.size()); ++at)
    definitions.push_back({.set = *sets[at], .fields = std::move(written[at].fields)});
  return definitions;
}

Span field_place(const RuleSetDefinition& definition, std::string_view key) {
  const YamlNode* const node = definition.fields.find(key);
  return node == nullptr ? definition.set.span : node->span;
}

std::optional<Fix> rewrite_field(const RuleSetDefinition& definition, std::string_view key,
                                 std::string_view value) {
  const YamlNode& mapping = definition.fields.node();
  if (mapping.properties != nullptr && !mapping.properties->anchor.empty()) return std::nullopt;
  for (std::size_t at = 0; at + 1 < mapping.children.size(); at += 2) {
    const YamlNode& node = *mapping.children[at + 1];
    if (mapping.children[at]->text != key || !node.is_scalar() || node.properties != nullptr) continue;
    return Fix{.title = fmt::format("write `{}: {}`", key, value),
               .applicability = Applicability::unsafe,
               .edits = {{.span = node.span, .text = std::string(value)}}};
  }
  return std::nullopt;
}

}  // namespace clashlint
