#include "analyzer/match/list_names.h"

#include <algorithm>

namespace clashlint {

bool takes_all(const NameMatcher& list, const NameEntry& entry) {
  if (list.set != nullptr) return list.set->domains.covers(entry);
  if (!list.geosite || list.geosite->negated || !list.geosite->matcher) return false;
  const GeositeMatcher& matcher = *list.geosite->matcher;
  const auto inside = [&](const std::string& word) {
    return entry.text().find(word) != std::string_view::npos;
  };
  return std::ranges::any_of(matcher.keywords, inside) || matcher.domains.covers(entry);
}

const DomainSet* plain_names(const NameMatcher& list) {
  const DomainSet* names = nullptr;
  if (list.set != nullptr && list.set->rows.empty()) names = &list.set->domains;
  if (list.geosite && !list.geosite->negated && list.geosite->matcher) {
    const GeositeMatcher& matcher = *list.geosite->matcher;
    if (matcher.keywords.empty() && matcher.regexes.empty()) names = &matcher.domains;
  }
  return names != nullptr && !names->empty() && names->plain() ? names : nullptr;
}

}  // namespace clashlint
