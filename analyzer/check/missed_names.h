#pragma once

#include <map>
#include <string>
#include <unordered_set>
#include <vector>

#include "analyzer/check/own_patterns.h"

namespace clashlint {

/// `.x` takes what is below x and not x, which is right for `.internal` and
/// mostly not what was meant by a list that comes from Surge.
class MissedNames {
 public:
  explicit MissedNames(const Facts& facts) : facts_(facts) {}

  void add(const OwnPattern& pattern);

  /// Of each list, in the order of their first entry, the patterns whose own
  /// name somebody has registered and nothing in the profile takes. Lists with
  /// `+.` or `*` in them are left out: who wrote them knows what a dot means.
  std::vector<std::vector<OwnPattern>> lists() const;

 private:
  struct List {
    bool knows = false;
    std::vector<OwnPattern> dotted;
    std::unordered_set<std::string> named;
  };

  std::unordered_set<std::string> names_in_rows() const;

  const Facts& facts_;
  std::map<const YamlNode*, List> lists_;
  std::vector<const YamlNode*> order_;  ///< those with a dotted entry
};

}  // namespace clashlint
