#pragma once

#include <string_view>
#include <vector>

#include "analyzer/check/facts.h"
#include "rules/profile/structure.h"

namespace clashlint {

/// A group as the file writes it and as it was read.
struct GroupDefinition {
  const Outbound& group;
  Structure fields;
};

/// Every group that has a place in the name space, in the order of the file.
std::vector<GroupDefinition> group_definitions(const Facts& facts);

/// A provider as the file writes it.
struct ProviderDefinition {
  const YamlNode& key;
  Structure fields;
};

/// The entries of `rule-providers` or `proxy-providers`, in the order of the file.
std::vector<ProviderDefinition> provider_definitions(const Facts& facts, std::string_view section);

/// The value of a top-level key, aliases followed; null if absent or null.
const YamlNode* top_level(const Facts& facts, std::string_view key);

}  // namespace clashlint
