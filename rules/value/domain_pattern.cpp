#include "rules/value/domain_pattern.h"

#include "rules/value/text.h"

namespace clashlint {

bool valid_domain_pattern(std::string_view pattern) {
  if (pattern.empty() || pattern.ends_with('.') || trim_space(pattern).size() != pattern.size()) return false;
  // Only the first label may be empty: `.a.com`.
  return pattern.find("..") == std::string_view::npos;
}

}  // namespace clashlint
