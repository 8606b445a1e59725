#include "analyzer/facts/impossible_words.h"

#include <algorithm>

#include <fmt/format.h>

#include "analyzer/facts/rule_words.h"
#include "rules/base/strings.h"
#include "rules/kind/rule.h"

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

// Texts that no host name has in it; patterns of other languages are told elsewhere.
ImpossibleWords of_name(const Rule& rule) {
  const std::string& text = rule.payload;
  const auto as_name = [&](std::string_view payload) {
    return fmt::format("{},{}", keyword(rule.kind), payload);
  };
  const auto sees_only = [&](std::string_view what) {
    return ImpossibleWords{.reason = fmt::format("a rule sees the name of the host, not the {}", what),
                           .meant = as_name(host_in(text))};
  };
  if (const auto address = parse_ip(text); address && rule.kind != RuleKind::domain_keyword)
    return {.reason = "an address is no name, and rules about names never see it",
            .meant = fmt::format("IP-CIDR,{}/{}", text, address->bit_count()),
            .options = ",no-resolve"};
  if (text.find("://") != std::string::npos) return sees_only("URL");
  if (text.find('/') != std::string::npos) return sees_only("path");
  if (text.find(':') != std::string::npos) return sees_only("port");
  if (text.find_first_of(" \t") != std::string::npos) return {.reason = "no host name has a blank in it"};
  if (text.ends_with('.'))
    return {.reason = "names arrive without the dot at the end",
            .meant = as_name(std::string_view(text).substr(0, text.find_last_not_of('.') + 1))};
  if (text.starts_with('.') || text.find("..") != std::string::npos)
    return {.reason = "no host name has two dots side by side, or one in front"};
  return {.reason = "no host name is like that"};
}

ImpossibleWords of_country(const Profile& profile, const Rule& rule) {
  const std::string code = ascii_upper(rule.payload);
  if (!profile.geodata_mode && code.starts_with('!'))
    return {.reason = "\"!\" is understood with geodata-mode: true only",
            .note = "set geodata-mode: true, or send the country itself elsewhere above this rule"};
  ImpossibleWords words{.reason = fmt::format("the database here has no address of {}", code),
                        .by_data = true};
  const bool only_countries = profile.country && profile.country->kind() != "Meta-geoip0";
  if (code.size() > 2 && only_countries)
    words.note = "codes of services are in geoip.metadb, and in GeoIP.dat for geodata-mode: true";
  return words;
}

ImpossibleWords of_asn(const Rule& rule) {
  const std::string upper = ascii_upper(rule.payload);
  const auto number = [&](std::string_view digits) {
    return fmt::format("{},{}", keyword(rule.kind), digits.substr(digits.find_first_not_of('0')));
  };
  if (upper.starts_with("AS") && upper.find_first_of("123456789") != std::string::npos &&
      is_digits(std::string_view(upper).substr(2)))
    return {.reason = "the number stands alone here, without AS",
            .meant = number(std::string_view(upper).substr(2))};
  if (!is_digits(rule.payload)) return {.reason = "an AS has a number, no name"};
  if (rule.payload.starts_with('0') && rule.payload.find_first_not_of('0') != std::string::npos)
    return {.reason = "texts are compared, and no number begins with 0", .meant = number(rule.payload)};
  return {.reason = fmt::format("the database here has no address of AS{}", rule.payload), .by_data = true};
}

ImpossibleWords of_set(const Rule& rule) {
  const auto* use = std::get_if<RuleSetUse>(&rule.condition);
  if (use != nullptr && use->set != nullptr && use->set->entry_count == 0)
    return {.reason = fmt::format("the rule-set {} is empty", rule.payload)};
  return {.reason = fmt::format("nothing in the rule-set {} can match", rule.payload)};
}

ImpossibleWords of_geosite(const Rule& rule) {
  const auto* list = std::get_if<GeositeList>(&rule.condition);
  if (list != nullptr && list->matcher && list->matcher->entry_count == 0)
    return {.reason = "no entry of the list has all of these attributes"};
  return {.reason = "no entry of the list is a name that there can be"};
}

bool is_about_names(RuleKind kind) {
  return kind == RuleKind::domain || kind == RuleKind::domain_suffix || kind == RuleKind::domain_keyword ||
         kind == RuleKind::domain_wildcard;
}

// Symbols that no name has; in a keyword dots may stand anywhere.
bool is_no_name(const Rule& rule) {
  if (!is_about_names(rule.kind)) return false;
  const std::string& text = rule.payload;
  const bool odd = text.find_first_of("/: \t") != std::string::npos || text.find("..") != std::string::npos;
  if (odd || rule.kind == RuleKind::domain_keyword) return odd;
  return text.ends_with('.') || (rule.kind == RuleKind::domain && parse_ip(text));
}

ImpossibleWords of_and(const Rule& rule) {
  const auto part = std::ranges::find_if(rule.parts, is_no_name);
  if (part == rule.parts.end()) return {.reason = "its parts exclude each other"};
  return {.reason = fmt::format("{} never holds: {}", condition_text(*part), of_name(*part).reason)};
}

ImpossibleWords of_or(const Rule& rule) {
  if (!rule.parts.empty()) return {.reason = "none of its parts can hold"};
  ImpossibleWords words{.reason = "it has no parts: there is one pair of parentheses too few"};
  if (rule.payload != "()") words.meant = fmt::format("OR,({})", rule.payload);
  return words;
}

ImpossibleWords of_sub_rule(const Rule& rule) {
  const auto* use = std::get_if<SubRuleUse>(&rule.condition);
  if (use != nullptr && use->list == nullptr)
    return {.reason =
                fmt::format("there is no sub-rule list {}, only a proxy or group of that name", rule.target),
            .note =
                "a SUB-RULE goes on in a list of `sub-rules`; to send to a proxy, write its condition as "
                "a rule"};
  return {.reason = fmt::format("nothing in the list {} takes what gets there", rule.target)};
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
      return {.reason = "no host name matches the pattern"};
    case RuleKind::geosite:
      return of_geosite(rule);
    case RuleKind::geoip:
    case RuleKind::src_geoip:
      return of_country(profile, rule);
    case RuleKind::ip_asn:
    case RuleKind::src_ip_asn:
      return of_asn(rule);
    case RuleKind::ip_cidr:
    case RuleKind::ip_cidr6:
    case RuleKind::src_ip_cidr:
      return {.reason = "the core takes such addresses for IPv4"};
    case RuleKind::uid:
      return {.reason = "user 0 stands for a user that is not known"};
    case RuleKind::rule_set:
      return of_set(rule);
    case RuleKind::sub_rule:
      return of_sub_rule(rule);
    case RuleKind::and_:
      return of_and(rule);
    case RuleKind::or_:
      return of_or(rule);
    case RuleKind::not_:
      return {.reason = "its part always holds"};
    default:
      return {.reason = "no connection is like that"};
  }
}

}  // namespace clashlint
