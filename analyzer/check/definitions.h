#pragma once

#include <optional>
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

/// A rule-provider as the file writes it and as it was read.
struct RuleSetDefinition {
  const RuleSet& set;
  Structure fields;
};

/// Every rule-provider, in the order of the file.
std::vector<RuleSetDefinition> rule_set_definitions(const Facts& facts);

/// Where the value of a key is written, else the provider's name.
Span field_place(const RuleSetDefinition& definition, std::string_view key);

/// The edit that gives a key of a rule-provider another value, as a fix of that name. Nothing
/// where the value may be that of other providers as well: it comes through `<<` or an anchor.
std::optional<Fix> rewrite_field(const RuleSetDefinition& definition, std::string_view key,
                                 std::string_view value);

/// The value of a top-level key, aliases followed; null if absent or null.
const YamlNode* top_level(const Facts& facts, std::string_view key);

}  // namespace clashlint
