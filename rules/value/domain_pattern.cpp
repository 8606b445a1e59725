#include "rules/value/domain_pattern.h"

#include "rules/value/text.h"

namespace clashlint {

bool valid_domain_pattern(std::string_view pattern) {
  if (pattern.empty() || pattern.ends_with('.') || trim_space(pattern).size() != pattern.size()) return false;
  // Only the first label may be empty: `.a.com`.
  return pattern.find("..") == std::string_view::npos;
}

std::string domain_pattern_fault(std::string_view pattern) {
  const std::string quoted = "\"" + std::string(pattern) + "\"";
  if (pattern.empty()) return "an empty text is no domain pattern";
  if (pattern.ends_with('.')) return quoted + " is no domain pattern: it ends in a dot";
  if (pattern.find("..") != std::string_view::npos)
    return quoted + " is no domain pattern: it has an empty label";
  return quoted + " is no domain pattern: it has blanks around it";
}

}  // namespace clashlint
