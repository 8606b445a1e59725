#include "analyzer/match/reason.h"

#include <algorithm>

#include <fmt/format.h>

#include "analyzer/match/leaf_reason.h"
#include "analyzer/match/reason_addresses.h"
#include "analyzer/match/reason_names.h"
#include "analyzer/match/reason_sets.h"
#include "rules/base/strings.h"
#include "rules/value/text.h"

namespace clashlint {
namespace {

/// More parts of an OR than this are counted, not told one by one.
constexpr std::size_t kPartsTold = 3;

std::string number_reason(std::string_view what, std::uint32_t number, const Rule& rule) {
  if (number == 0) return fmt::format("{} is not given", what);
  return fmt::format("{} is {}, not {}", what, number, rule.payload);
}

std::string text_reason(std::string_view what, std::string_view text, std::string_view wanted) {
  if (text.empty()) return fmt::format("{} is not given", what);
  return fmt::format("{} is {}, not {}", what, text, wanted);
}

/// Names of inbounds and users are compared letter by letter.
std::string list_reason(std::string_view what, std::string_view text, const Rule& rule) {
  const auto* const list = std::get_if<NameList>(&rule.condition);
  const bool by_case = list != nullptr && std::ranges::any_of(list->names, [&](const std::string& name) {
                         return name != text && unicode_iequals(name, text);
                       });
  if (by_case) return fmt::format("only the case differs: {} is {}, not {}", what, text, rule.payload);
  return text_reason(what, text, rule.payload);
}

/// A path where a name is compared, or a name where a path is.
std::string process_hint(const Rule& rule) {
  const bool path = rule.payload.find_first_of("/\\") != std::string::npos;
  if (rule.kind == RuleKind::process_name && path) return " (PROCESS-PATH compares the path)";
  if (rule.kind == RuleKind::process_path && !path) return " (PROCESS-NAME compares the name alone)";
  return {};
}

std::string process_reason(const Profile& profile, const Rule& rule, bool path, std::string_view text) {
  if (profile.process_mode == ProcessMode::off)
    return "the core does not look for processes (find-process-mode: off)";
  const std::string_view what = path ? "the process path" : "the process";
  const bool pattern = rule.kind != RuleKind::process_name && rule.kind != RuleKind::process_path;
  if (pattern && !text.empty())
    return fmt::format("{} is {}, which the pattern {} does not take", what, text, rule.payload);
  return text_reason(what, text, rule.payload) + process_hint(rule);
}

std::string user_id_reason(const Profile& profile, const Rule& rule, std::uint32_t uid) {
  if (profile.process_mode == ProcessMode::off)
    return "the core does not look for users (find-process-mode: off)";
  return number_reason("the user id", uid, rule);
}

std::string shown(const Rule& part) { return fmt::format("{},{}", keyword(part.kind), part.payload); }

/// One after the other, as they are evaluated: a part may make the address known for the next.
std::vector<std::string> part_reasons(const Profile& profile, const Rule& rule, const Connection& before,
                                      Scope scope) {
  Connection connection = before;
  std::vector<std::string> reasons;
  for (const Rule& part : rule.parts) {
    reasons.push_back(why_not(profile, part, connection, scope));
    Evaluator(profile, connection).evaluate(part, scope);
  }
  return reasons;
}

std::string or_reason(const Profile& profile, const Rule& rule, const Connection& before, Scope scope) {
  if (rule.parts.empty()) return "it has no parts, so it never matches";
  if (rule.parts.size() > kPartsTold) return fmt::format("none of its {} parts matches", rule.parts.size());
  const std::vector<std::string> reasons = part_reasons(profile, rule, before, scope);
  std::vector<std::string> told;
  for (std::size_t at = 0; at < reasons.size(); ++at)
    told.push_back(fmt::format("{}: {}", shown(rule.parts[at]), reasons[at]));
  const std::string_view start = told.size() == 1 ? "" : "none of its parts matches: ";
  return std::string(start) + join(told, "; ");
}

/// The first part that is false in AND and in the condition of SUB-RULE.
std::string and_reason(const Profile& profile, const Rule& rule, const Connection& before, Scope scope) {
  Connection connection = before;
  for (const Rule& part : rule.parts) {
    Connection after = connection;
    if (!Evaluator(profile, after).evaluate(part, scope).value) {
      // An AND inside names its own part: two names for one fault help nobody.
      if (part.kind == RuleKind::and_) return and_reason(profile, part, connection, scope);
      return fmt::format("{} does not match: {}", shown(part), why_not(profile, part, connection, scope));
    }
    connection = after;
  }
  return {};
}

/// NOT fails by what holds inside; of an OR inside, that is one of its parts.
std::string not_reason(const Profile& profile, const Rule& rule, const Connection& before, Scope scope) {
  const Rule& inner = rule.parts.front();
  Connection connection = before;
  if (inner.kind == RuleKind::or_) {
    for (const Rule& part : inner.parts) {
      if (Evaluator(profile, connection).evaluate(part, scope).value)
        return fmt::format("{} matches, and NOT turns that round", shown(part));
    }
  }
  return fmt::format("{} matches, and NOT turns that round", shown(inner));
}

Scope inside(const Rule& rule, Scope scope) {
  if (rule.no_resolve) scope.resolve = false;
  if (rule.source) scope.swapped = !scope.swapped;
  return scope;
}

std::string reason_of(const Profile& profile, const Rule& rule, const Connection& before,
                      const Connection& after, Scope scope) {
  if (!rule.understood) return "the core refuses this rule";
  switch (rule.kind) {
    case RuleKind::and_:
    case RuleKind::sub_rule:
      return and_reason(profile, rule, before, scope);
    case RuleKind::or_:
      return or_reason(profile, rule, before, scope);
    case RuleKind::not_:
      return not_reason(profile, rule, before, scope);
    case RuleKind::rule_set:
      return rule_set_reason(profile, *std::get<RuleSetUse>(rule.condition).set, after, inside(rule, scope));
    default:
      return leaf_reason(profile, rule, after, scope);
  }
}

}  // namespace

std::string leaf_reason(const Profile& profile, const Rule& rule, const Connection& after, Scope scope) {
  const Query& query = *after.query;
  if (!rule.understood) return "the core refuses this rule";
  switch (rule.kind) {
    case RuleKind::domain:
    case RuleKind::domain_suffix:
    case RuleKind::domain_keyword:
    case RuleKind::domain_regex:
    case RuleKind::domain_wildcard:
      return name_rule_reason(rule, after);
    case RuleKind::geosite:
      return geosite_reason(std::get<GeositeList>(rule.condition), after.rule_host);
    case RuleKind::geoip:
    case RuleKind::src_geoip:
    case RuleKind::ip_asn:
    case RuleKind::src_ip_asn:
    case RuleKind::ip_cidr:
    case RuleKind::ip_cidr6:
    case RuleKind::src_ip_cidr:
    case RuleKind::ip_suffix:
    case RuleKind::src_ip_suffix:
      return address_rule_reason(profile, rule, after, scope);
    case RuleKind::src_port:
    case RuleKind::dst_port: {
      const bool source = (rule.kind == RuleKind::src_port) != scope.swapped;
      return number_reason(source ? "the source port" : "the port", source ? query.src_port : query.dst_port,
                           rule);
    }
    case RuleKind::in_port:
      return number_reason("the inbound port", query.in_port, rule);
    case RuleKind::dscp:
      return fmt::format("the DSCP is {}, not {}", query.dscp, rule.payload);
    case RuleKind::process_name:
    case RuleKind::process_name_regex:
    case RuleKind::process_name_wildcard:
      return process_reason(profile, rule, false, query.process);
    case RuleKind::process_path:
    case RuleKind::process_path_regex:
    case RuleKind::process_path_wildcard:
      return process_reason(profile, rule, true, query.process_path);
    case RuleKind::network:
      return query.network == Network::tcp ? "this is TCP, not UDP" : "this is UDP, not TCP";
    case RuleKind::uid:
      return user_id_reason(profile, rule, query.uid);
    case RuleKind::in_type:
      return text_reason("the inbound type", query.in_type, rule.payload);
    case RuleKind::in_user:
      return list_reason("the inbound user", query.in_user, rule);
    case RuleKind::in_name:
      return list_reason("the inbound name", query.in_name, rule);
    case RuleKind::rematch_name:
      return list_reason("the rematch name", after.rematch_name, rule);
    case RuleKind::sub_rule:
    case RuleKind::and_:
    case RuleKind::or_:
    case RuleKind::not_:
    case RuleKind::rule_set:
    case RuleKind::match:
      break;
  }
  return {};
}

std::string why_not(const Profile& profile, const Rule& rule, const Connection& before, Scope scope) {
  Connection after = before;
  if (Evaluator(profile, after).evaluate(rule, scope).value) return {};
  return reason_of(profile, rule, before, after, scope);
}

}  // namespace clashlint
