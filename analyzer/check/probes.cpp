#include "analyzer/check/probes.h"

namespace clashlint {

void visit_probes(const Facts& facts, const std::function<void(const Probe& probe)>& each) {
  for (const GroupDefinition& group : group_definitions(facts))
    each({.fields = group.fields, .group = &group.group});
  for (const ProviderDefinition& provider : provider_definitions(facts, "proxy-providers")) {
    const YamlNode* const health = provider.fields.find("health-check");
    if (health == nullptr || !health->is_mapping()) continue;
    const Structure fields(*health, KeyStyle::exact_dash);
    if (fields.boolean("enable", false)) each({.fields = fields});
  }
}

}  // namespace clashlint
