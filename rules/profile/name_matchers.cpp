#include "rules/profile/name_matchers.h"

#include <fmt/format.h>

#include "rules/base/strings.h"
#include "rules/profile/geodata.h"
#include "rules/profile/providers.h"
#include "rules/profile/remedies.h"
#include "rules/profile/typed.h"
#include "rules/value/domain_pattern.h"

namespace clashlint {

PrefixedEntry split_prefix(std::string_view entry) {
  struct Known {
    std::string_view text;
    EntryPrefix prefix;
  };
  constexpr Known kKnown[] = {{"geosite:", EntryPrefix::geosite},
                              {"rule-set:", EntryPrefix::rule_set},
                              {"geoip:", EntryPrefix::geoip}};
  PrefixedEntry out;
  for (const Known& known : kKnown) {
    if (!ascii_iequals(entry.substr(0, known.text.size()), known.text)) continue;
    out.prefix = known.prefix;
    entry.remove_prefix(known.text.size());
    if (entry.find(',') != std::string_view::npos) entry = entry.substr(0, entry.find(':'));
    for (const std::string_view name : split(entry, ',')) out.names.emplace_back(name);
    return out;
  }
  out.names.emplace_back(entry);
  return out;
}

Result<NameMatcher> geosite_matcher(LoadContext& context, std::string_view name, Span span) {
  const Result<GeositeList> list = context.geodata.geosite(name);
  if (!list) return Error{list.error()};
  NameMatcher matcher;
  matcher.geosite = *list;
  matcher.name = "geosite:" + std::string(name);
  matcher.span = span;
  return matcher;
}

Result<NameMatcher> rule_set_matcher(LoadContext& context, std::string_view name, Span span) {
  const RuleSet* const set = find_rule_set(context.profile, name);
  if (set == nullptr) return Error{fmt::format("not found rule-set: {}", name)};
  if (set->behavior == ProviderBehavior::ipcidr) {
    return Error{"rule provider type error, except domain,actual IPCIDR"};
  }
  NameMatcher matcher;
  matcher.set = set;
  matcher.name = "rule-set:" + std::string(name);
  matcher.span = span;
  return matcher;
}

void refuse_matcher(LoadContext& context, bool geosite, std::string_view name, Span span,
                    std::string_view check, std::string core_message) {
  const bool known = !geosite && find_rule_set(context.profile, name) != nullptr;
  if (known) {
    context.refuse(check, span, fmt::format("\"{}\" holds addresses, not names", name),
                   std::move(core_message));
    return;
  }
  Finding& finding = context.refuse(geosite ? "unknown-geosite" : "unknown-rule-set", span,
                                    geosite ? fmt::format("\"{}\" is not in the geodata", name)
                                            : fmt::format("no rule-provider is called \"{}\"", name),
                                    std::move(core_message));
  if (geosite) {
    context.remedies.geosite(finding, name, span, context.geodata.geosite_codes());
  } else {
    context.remedies.rule_set(finding, name, span);
  }
}

NameListMatchers read_name_list(LoadContext& context, const YamlNode* list, std::string_view check,
                                std::string_view core_prefix) {
  NameListMatchers out;
  std::vector<std::string> patterns;
  for (const TypedText& item : typed_strings(list)) {
    const Span span = item.node->span;
    const PrefixedEntry entry = split_prefix(item.text);
    if (entry.prefix == EntryPrefix::none || entry.prefix == EntryPrefix::geoip) {
      if (valid_domain_pattern(item.text)) {
        patterns.push_back(item.text);
      } else {
        context.refuse("invalid-domain-pattern", span, domain_pattern_fault(item.text),
                       std::string(core_prefix) + "invalid domain");
      }
      continue;
    }
    for (const std::string& name : entry.names) {
      const bool geosite = entry.prefix == EntryPrefix::geosite;
      Result<NameMatcher> matcher =
          geosite ? geosite_matcher(context, name, span) : rule_set_matcher(context, name, span);
      if (matcher) {
        out.others.push_back(*matcher);
      } else {
        refuse_matcher(context, geosite, name, span, check, std::string(core_prefix) + matcher.error());
      }
    }
  }
  out.patterns = DomainSet::build(std::move(patterns));
  return out;
}

}  // namespace clashlint
