#include "analyzer/facts/impossible_words.h"

#include <algorithm>

#include <fmt/format.h>

#include "rules/base/strings.h"
#include "rules/kind/rule.h"
#include "rules/value/text.h"

namespace clashlint {
namespace {

bool is_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// `openrouter.ai` of `https://openrouter.ai:443/api`.
std::string host_in(std::string_view text) {
  if (const std::size_t scheme = text.find("://"); scheme != std::string_view::npos)
    text.remove_prefix(scheme + 3);
  text = text.substr(0, text.find_first_of("/?#"));
  text = text.substr(0, text.rfind(':'));
  return std::string(text);
}

ImpossibleWords of_name(const Rule& rule) {
  const std::string& text = rule.payload;
  const std::string_view type = keyword(rule.kind);
  const auto write = [&](std::string_view payload) { return fmt::format("write {},{}", type, payload); };
  if (text.find("://") != std::string::npos)
    return {"a rule sees the name of the host, not the URL", write(host_in(text))};
  if (text.find('/') != std::string::npos)
    return {"a rule sees the name of the host, not the path", write(host_in(text))};
  if (const auto address = parse_ip(text); address && rule.kind == RuleKind::domain)
    return {"an address is no name: the core keeps it apart",
            fmt::format("write IP-CIDR,{}/{},…,no-resolve", text, address->bit_count())};
  if (text.find(':') != std::string::npos)
    return {"a rule sees the name of the host, not the port", write(host_in(text))};
  if (!is_ascii(text)) return {"names arrive in punycode (xn--…), which the core does not make of it", {}};
  if (text.find_first_of(" \t") != std::string::npos) return {"no host name has a blank in it", {}};
  if (text.ends_with('.'))
    return {"names arrive without the dot at the end", write(text.substr(0, text.size() - 1))};
  for (const std::string_view front : {"+.", "*.", "."}) {
    if (!text.starts_with(front)) continue;
    const std::string rest = text.substr(front.size());
    if (rule.kind == RuleKind::domain_suffix)
      return {fmt::format("no host name has \"{}\" in front of a dot", front), write(rest)};
    return {fmt::format("no host name begins with \"{}\"", front),
            fmt::format("write DOMAIN-SUFFIX,{}", rest)};
  }
  if (text.find('*') != std::string::npos)
    return {"a star is no wildcard here, and no host name has one",
            fmt::format("write DOMAIN-WILDCARD,{}", text)};
  return {"no host name is like that", {}};
}

ImpossibleWords of_country(const Profile& profile, const Rule& rule) {
  const std::string code = ascii_upper(rule.payload);
  if (!profile.geodata_mode && rule.payload.starts_with('!'))
    return {"\"!\" is only understood with geodata-mode: true",
            "set geodata-mode: true, or turn the rules round"};
  return {.reason = fmt::format("the database here has no address of {}", code), .by_data = true};
}

ImpossibleWords of_asn(const Rule& rule) {
  const std::string upper = ascii_upper(rule.payload);
  if (upper.starts_with("AS") && is_digits(std::string_view(upper).substr(2)))
    return {"the core compares the number alone",
            fmt::format("write {},{}", keyword(rule.kind), upper.substr(2))};
  if (!is_digits(rule.payload)) return {"an AS is a number", {}};
  if (rule.payload.starts_with('0') && rule.payload.size() > 1)
    return {"the core compares texts: no number begins with 0",
            fmt::format("write {},{}", keyword(rule.kind),
                        rule.payload.substr(rule.payload.find_first_not_of('0')))};
  return {.reason = fmt::format("the database here has no address of AS{}", rule.payload), .by_data = true};
}

ImpossibleWords of_set(const Rule& rule) {
  const auto* use = std::get_if<RuleSetUse>(&rule.condition);
  if (use != nullptr && use->set != nullptr && use->set->entry_count == 0)
    return {fmt::format("the rule-set {} is empty", rule.payload), {}};
  return {fmt::format("nothing in the rule-set {} can match", rule.payload), {}};
}

ImpossibleWords of_logic(const Rule& rule) {
  if (rule.kind == RuleKind::or_ && rule.parts.empty())
    return {"it has no parts, as there is one pair of parentheses too few",
            fmt::format("write OR,({}),…", rule.payload)};
  if (rule.kind == RuleKind::and_) return {"its parts exclude each other", {}};
  return {"its parts never come out that way", {}};
}

}  // namespace

ImpossibleWords impossible_words(const Profile& profile, const Rule& rule) {
  switch (rule.kind) {
    case RuleKind::domain:
    case RuleKind::domain_suffix:
    case RuleKind::domain_keyword:
    case RuleKind::domain_wildcard:
      return of_name(rule);
    case RuleKind::domain_regex:
      return {"no host name matches the pattern", {}};
    case RuleKind::geosite:
      return {"no name of the list is left, or none is a host name", {}};
    case RuleKind::geoip:
    case RuleKind::src_geoip:
      return of_country(profile, rule);
    case RuleKind::ip_asn:
    case RuleKind::src_ip_asn:
      return of_asn(rule);
    case RuleKind::ip_cidr:
    case RuleKind::ip_cidr6:
    case RuleKind::src_ip_cidr:
      return {"the core sees such addresses as IPv4", {}};
    case RuleKind::rule_set:
      return of_set(rule);
    case RuleKind::sub_rule:
      if (const auto* use = std::get_if<SubRuleUse>(&rule.condition); use != nullptr && use->list == nullptr)
        return {fmt::format("{} is no sub-rule list: it is the name of a proxy or group", rule.target), {}};
      return {"no rule of its list is ever reached", {}};
    case RuleKind::and_:
    case RuleKind::or_:
    case RuleKind::not_:
      return of_logic(rule);
    default:
      return {"no connection is like that", {}};
  }
}

}  // namespace clashlint
