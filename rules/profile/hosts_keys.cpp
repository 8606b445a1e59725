#include "rules/profile/hosts_keys.h"

#include "rules/profile/load.h"
#include "rules/profile/typed.h"
#include "rules/value/domain_pattern.h"
#include "rules/yaml/mapping.h"
#include "rules/yaml/scalar.h"

namespace clashlint {

std::vector<std::pair<std::string, int>> hosts_keys(const LoadedProfile& loaded) {
  // What every profile has: see the loader of hosts.
  std::vector<std::pair<std::string, int>> keys{{"localhost", 0}};
  if (loaded.tree.root() == nullptr) return keys;
  const YamlNode& root = resolved(*loaded.tree.root());
  const YamlNode* const section = root.is_mapping() ? typed_child(root, "hosts") : nullptr;
  if (section == nullptr || !section->is_mapping()) return keys;
  for (const YamlEntry& entry : yaml_entries(*section).entries) {
    if (valid_domain_pattern(entry.key->text))
      keys.emplace_back(entry.key->text, static_cast<int>(keys.size()));
  }
  return keys;
}

}  // namespace clashlint
