#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/base/result.h"
#include "rules/profile/context.h"

namespace clashlint {

/// `geosite:` or `rule-set:` in front of an entry, in any case.
enum class EntryPrefix : std::uint8_t { none, geosite, rule_set, geoip };

struct PrefixedEntry {
  EntryPrefix prefix = EntryPrefix::none;
  std::vector<std::string> names;  ///< between the commas
};
PrefixedEntry split_prefix(std::string_view entry);

/// One matcher for `geosite:x`. Error: the core's text.
Result<NameMatcher> geosite_matcher(LoadContext& context, std::string_view name, Span span);

/// One matcher for `rule-set:x` where names are asked. Errors: `not found
/// rule-set: x`, `rule provider type error, except domain,actual IPCIDR`.
Result<NameMatcher> rule_set_matcher(LoadContext& context, std::string_view name, Span span);

/// Says why a matcher could not be made: the list is not there, or (`check`)
/// it holds addresses.
void refuse_matcher(LoadContext& context, bool geosite, std::string_view name, Span span,
                    std::string_view check, std::string core_message);

/// A list of patterns, `geosite:` and `rule-set:` entries (`semantics.md`
/// G.5): every bad item is refused at its place, `core_prefix` in front of the core message.
struct NameListMatchers {
  DomainSet patterns;
  std::vector<NameMatcher> others;
};
NameListMatchers read_name_list(LoadContext& context, const YamlNode* list, std::string_view check,
                                std::string_view core_prefix);

}  // namespace clashlint
