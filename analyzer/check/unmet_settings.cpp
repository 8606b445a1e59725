#include "analyzer/check/unmet_settings.h"

#include <algorithm>

#include "rules/base/strings.h"
#include "rules/kind/family.h"
#include "rules/value/text.h"
#include "rules/value/wildcard.h"

namespace clashlint {
namespace {

/// What the core's own connections have for a process, whatever the settings.
constexpr std::string_view kOwnProcess = "mihomo";

bool has(const std::vector<std::string>& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

bool overlap(const IpPrefix& a, const IpPrefix& b) { return a.contains(b.first()) || b.contains(a.first()); }

}  // namespace

UnmetConditions::UnmetConditions(const Facts& facts)
    : profile_(facts.profile), inbounds_(inbounds_of(facts)) {}

std::optional<Unmet> UnmetConditions::of(const Rule& rule) {
  if (!rule.understood) return std::nullopt;
  const auto unmet = [&](bool is, UnmetSetting setting) {
    return is ? std::optional(Unmet{.setting = setting, .condition = &rule}) : std::nullopt;
  };
  if (looks_at_process(rule.kind))
    return unmet(profile_.process_mode == ProcessMode::off && no_process(rule), UnmetSetting::process);
  switch (rule.kind) {
    case RuleKind::in_name:
      return unmet(no_name(std::get<NameList>(rule.condition)), UnmetSetting::in_name);
    case RuleKind::in_user:
      return unmet(no_user(std::get<NameList>(rule.condition)), UnmetSetting::in_user);
    case RuleKind::in_port:
      return unmet(no_port(std::get<NumberRanges>(rule.condition)), UnmetSetting::in_port);
    case RuleKind::in_type:
      return unmet(no_type(std::get<NameList>(rule.condition)), UnmetSetting::in_type);
    case RuleKind::rematch_name:
      return unmet(no_rematch(std::get<NameList>(rule.condition)), UnmetSetting::rematch);
    case RuleKind::src_ip_cidr:
    case RuleKind::ip_cidr:
    case RuleKind::ip_cidr6:
      return unmet(no_source(rule), UnmetSetting::source);
    case RuleKind::sub_rule:
      return of(rule.parts.front());
    case RuleKind::and_:
      for (const Rule& part : rule.parts) {
        if (std::optional<Unmet> found = of(part)) return found;
      }
      return std::nullopt;
    case RuleKind::or_: {
      std::optional<Unmet> first;
      for (const Rule& part : rule.parts) {
        std::optional<Unmet> found = of(part);
        if (!found) return std::nullopt;
        if (!first) first = found;
      }
      return first;
    }
    case RuleKind::rule_set: {
      const auto* use = std::get_if<RuleSetUse>(&rule.condition);
      return use == nullptr || use->set == nullptr || rule.source ? std::nullopt : of_set(*use->set);
    }
    default:
      return std::nullopt;
  }
}

// Every row of a classical list. One that asks itself is empty while it is asked.
std::optional<Unmet> UnmetConditions::of_set(const RuleSet& set) {
  const auto [place, fresh] = sets_.try_emplace(&set);
  const std::span<const Rule> rows = set.rows.rules();
  if (!fresh) return place->second;
  if (!set.availability.available || rows.empty() || rows.size() != set.rows.size()) return std::nullopt;
  std::optional<Unmet> first;
  for (const Rule& row : rows) {
    std::optional<Unmet> found = of(row);
    if (!found) return std::nullopt;
    if (!first) first = found;
  }
  return sets_[&set] = first;
}

bool UnmetConditions::no_process(const Rule& rule) const {
  if (rule.kind == RuleKind::uid) return true;
  if (const auto* regex = std::get_if<Regex>(&rule.condition))
    return regex->search("") == RegexAnswer::no && regex->search(kOwnProcess) == RegexAnswer::no;
  const std::string payload = unicode_lower(rule.payload);
  const bool wildcard =
      rule.kind == RuleKind::process_name_wildcard || rule.kind == RuleKind::process_path_wildcard;
  if (wildcard) return !wildcard_match(payload, "") && !wildcard_match(payload, kOwnProcess);
  return payload != kOwnProcess;
}

bool UnmetConditions::no_name(const NameList& list) const {
  return std::ranges::all_of(list.names, [&](const std::string& name) {
    if (has(inbounds_.names, name)) return false;
    if (name == "DEFAULT-TUN" || name == "DEFAULT-REDIR" || name == "DEFAULT-TPROXY") return false;
    const bool port = name == "DEFAULT-HTTP" || name == "DEFAULT-SOCKS" || name == "DEFAULT-MIXED";
    return port ? inbounds_.proxy_ports : !inbounds_.names_are_users;
  });
}

bool UnmetConditions::no_user(const NameList& list) const {
  return !inbounds_.servers && std::ranges::none_of(list.names, [&](const std::string& name) {
    return has(inbounds_.users, name);
  });
}

bool UnmetConditions::no_port(const NumberRanges& ports) const {
  if (!inbounds_.proxy_ports || inbounds_.servers || ports.contains(0)) return false;
  return std::ranges::none_of(inbounds_.ports, [&](const NumberRange& own) {
    return std::ranges::any_of(ports.ranges, [&](const NumberRange& wanted) {
      return own.first <= wanted.last && wanted.first <= own.last;
    });
  });
}

bool UnmetConditions::no_type(const NameList& list) const {
  constexpr std::string_view kAnybody[] = {"INNER", "TUN", "REDIR", "TPROXY"};
  return std::ranges::all_of(list.names, [&](const std::string& name) {
    if (std::ranges::find(kAnybody, name) != std::end(kAnybody) || has(inbounds_.types, name)) return false;
    const bool proxy = name.starts_with("HTTP") || name.starts_with("SOCKS");
    return !proxy || inbounds_.proxy_ports;
  });
}

bool UnmetConditions::no_source(const Rule& rule) const {
  const auto* prefix = std::get_if<IpPrefix>(&rule.condition);
  if (!rule.source || prefix == nullptr || inbounds_.sources.empty()) return false;
  return std::ranges::none_of(inbounds_.sources,
                              [&](const IpPrefix& source) { return overlap(source, *prefix); });
}

bool UnmetConditions::no_rematch(const NameList& list) const {
  const bool nodes_are_known = std::ranges::all_of(
      profile_.proxy_providers, [](const auto& provider) { return provider->availability.available; });
  return nodes_are_known && std::ranges::none_of(profile_.outbounds, [&](const auto& outbound) {
           return outbound->kind == OutboundKind::rematch && has(list.names, outbound->rematch_name);
         });
}

}  // namespace clashlint
