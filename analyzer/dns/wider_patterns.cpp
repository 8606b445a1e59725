#include "analyzer/dns/wider_patterns.h"

#include <fmt/format.h>

#include "rules/base/strings.h"

namespace clashlint {
namespace {

/// The end of a pattern that is a name, and what of it the pattern takes.
struct End {
  std::string_view name{};  ///< `qq.com` of `localhost.*.qq.com`; empty: there is none
  bool below = false;       ///< names below alone
  bool suffix = false;      ///< all of it
};

End end_of(std::string_view pattern) {
  if (const std::size_t star = pattern.rfind('*'); star != std::string_view::npos) {
    const std::size_t dot = pattern.find('.', star);
    return {.name = dot == std::string_view::npos ? "" : pattern.substr(dot + 1), .below = true};
  }
  if (pattern.starts_with("+.")) return {.name = pattern.substr(2), .suffix = true};
  if (pattern.starts_with('.')) return {.name = pattern.substr(1), .below = true};
  return {.name = pattern};
}

}  // namespace

std::vector<std::string> wider_patterns(std::string_view pattern) {
  const std::string text = ascii_lower(pattern);
  const End end = end_of(text);
  std::vector<std::string> wider;
  if (end.name.empty()) return wider;
  if (!end.suffix) wider.push_back(fmt::format("+.{}", end.name));
  if (end.below && text.front() != '.') wider.push_back(fmt::format(".{}", end.name));
  for (std::size_t dot = end.name.find('.'); dot != std::string_view::npos;
       dot = end.name.find('.', dot + 1)) {
    for (const std::string_view front : {"+.", "."})
      wider.push_back(fmt::format("{}{}", front, end.name.substr(dot + 1)));
  }
  return wider;
}

}  // namespace clashlint
