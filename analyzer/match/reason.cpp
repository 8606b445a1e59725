#include "analyzer/match/reason.h"

#include <fmt/format.h>

#include "analyzer/match/evaluate.h"

namespace clashlint {
namespace {

std::string name_reason(const Connection& connection) {
  return connection.rule_host.empty() ? "there is no name, only an address"
                                      : fmt::format("the name is {}", connection.rule_host);
}

std::string address_reason(const Rule& rule, const Connection& after) {
  if (rule.source) {
    return after.src_ip ? fmt::format("the source address is {}", to_string(*after.src_ip))
                        : "the source address is not given";
  }
  if (after.dst_ip) return fmt::format("the address is {}", to_string(*after.dst_ip));
  if (after.resolve_tried) return "the name was asked for and has no address";
  return "the address is not known and this rule does not ask for it";
}

std::string number_reason(std::string_view what, std::uint32_t number) {
  return number == 0 ? fmt::format("{} is not given", what) : fmt::format("{} is {}", what, number);
}

std::string text_reason(std::string_view what, std::string_view text) {
  return text.empty() ? fmt::format("{} is not given", what) : fmt::format("{} is {}", what, text);
}

std::string set_reason(const RuleSet& set, const Rule& rule, const Connection& after) {
  if (!set.availability.available) return fmt::format("it is taken as empty: {}", set.availability.why);
  switch (set.behavior) {
    case ProviderBehavior::domain:
      return name_reason(after);
    case ProviderBehavior::ipcidr:
      return address_reason(rule, after);
    case ProviderBehavior::classical:
      return fmt::format("none of its {} rules matches", set.rows.size());
  }
  return {};
}

/// The first part that decides: false in AND, none in OR, true in NOT.
std::string part_reason(const Profile& profile, const Rule& rule, const Connection& before,
                        const Connection& after) {
  Connection copy = before;
  Evaluator evaluator(profile, copy);
  for (const Rule& part : rule.parts) {
    const bool value = evaluator.evaluate(part).value;
    const std::string shown = fmt::format("{},{}", keyword(part.kind), part.payload);
    if (rule.kind == RuleKind::not_ && value) return fmt::format("{} matches", shown);
    if (rule.kind != RuleKind::or_ && !value) {
      return fmt::format("{} does not match: {}", shown, why_not(profile, part, copy, after));
    }
  }
  return rule.parts.empty() ? "it has no parts" : "none of its parts matches";
}

}  // namespace

std::string why_not(const Profile& profile, const Rule& rule, const Connection& before,
                    const Connection& after) {
  const Query& query = *after.query;
  if (!rule.understood) return "the core refuses this rule";
  switch (rule.kind) {
    case RuleKind::domain:
    case RuleKind::domain_suffix:
    case RuleKind::domain_keyword:
    case RuleKind::domain_regex:
      return name_reason(after);
    case RuleKind::domain_wildcard:
      return after.host.empty() ? "there is no name, only an address"
                                : fmt::format("the name is {}", after.host);
    case RuleKind::geosite: {
      const auto& list = std::get<GeositeList>(rule.condition);
      return list.matcher ? name_reason(after) : fmt::format("it is taken as empty: {}", list.missing);
    }
    case RuleKind::geoip:
    case RuleKind::src_geoip:
    case RuleKind::ip_asn:
    case RuleKind::src_ip_asn:
    case RuleKind::ip_cidr:
    case RuleKind::ip_cidr6:
    case RuleKind::src_ip_cidr:
    case RuleKind::ip_suffix:
    case RuleKind::src_ip_suffix:
      return address_reason(rule, after);
    case RuleKind::src_port:
      return number_reason("the source port", query.src_port);
    case RuleKind::dst_port:
      return number_reason("the port", query.dst_port);
    case RuleKind::in_port:
      return number_reason("the inbound port", query.in_port);
    case RuleKind::dscp:
      return fmt::format("the DSCP is {}", query.dscp);
    case RuleKind::process_name:
    case RuleKind::process_name_regex:
    case RuleKind::process_name_wildcard:
      return text_reason("the process", query.process);
    case RuleKind::process_path:
    case RuleKind::process_path_regex:
    case RuleKind::process_path_wildcard:
      return text_reason("the process path", query.process_path);
    case RuleKind::network:
      return query.network == Network::tcp ? "this is TCP" : "this is UDP";
    case RuleKind::uid:
      return number_reason("the user id", query.uid);
    case RuleKind::in_type:
      return text_reason("the inbound type", query.in_type);
    case RuleKind::in_user:
      return text_reason("the inbound user", query.in_user);
    case RuleKind::in_name:
      return text_reason("the inbound name", query.in_name);
    case RuleKind::rematch_name:
      return text_reason("the rematch name", after.rematch_name);
    case RuleKind::sub_rule:
    case RuleKind::and_:
    case RuleKind::or_:
    case RuleKind::not_:
      return part_reason(profile, rule, before, after);
    case RuleKind::rule_set:
      return set_reason(*std::get<RuleSetUse>(rule.condition).set, rule, after);
    case RuleKind::match:
      return {};
  }
  return {};
}

}  // namespace clashlint
