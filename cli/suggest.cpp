#include "cli/suggest.h"

#include "rules/value/similar.h"

namespace clashlint {

std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& known) {
  const auto meant = nearest(word, known);
  return meant ? " (did you mean \"" + std::string(meant->text) + "\"?)" : std::string();
}

}  // namespace clashlint
