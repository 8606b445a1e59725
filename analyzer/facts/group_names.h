#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analyzer/catalogue/service.h"
#include "rules/profile/profile.h"

namespace clashlint {

/// Finds groups by what they are called: `OpenRouter` in `🔭 OpenRouter+LLM`.
/// Case, and everything that is neither an ASCII letter nor a digit, mean nothing.
class GroupNames {
 public:
  explicit GroupNames(const Profile& profile);

  /// The first group whose name holds a word by which the service is called, or null.
  const Outbound* named_for(const Service& service) const;

 private:
  const Outbound* holding(std::string_view words) const;

  std::string text_;  ///< all names, ` openrouter llm ` each, one a line
  std::vector<std::pair<std::size_t, const Outbound*>> ends_;  ///< where each name ends in it
};

}  // namespace clashlint
