#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "analyzer/keys/key_visit.h"
#include "rules/base/finding.h"

namespace clashlint {

/// One key in all mappings of one kind: a person wants to be told of it once.
struct KeyGroup {
  KeyUse first;
  std::vector<KeyUse> others;
};

/// Gathers uses by place and key, in the order in which they come; what is
/// reached through aliases and merges is one key however often it is used.
class KeyGroups {
 public:
  void add(const KeyUse& use);
  const std::vector<KeyGroup>& all() const { return groups_; }

 private:
  std::vector<KeyGroup> groups_;
  std::unordered_map<std::string, std::size_t> places_;
  std::unordered_set<const YamlNode*> told_;
};

/// Adds the other places to a finding about the first: a few of them as places,
/// the rest as a number.
void add_other_places(Finding& finding, const KeyGroup& group);

/// The same for places of any kind.
void add_places(Finding& finding, std::span<const Span> others, std::string_view label);

}  // namespace clashlint
