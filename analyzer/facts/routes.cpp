#include "analyzer/facts/routes.h"

#include <algorithm>

#include "analyzer/match/chain.h"
#include "analyzer/match/walk.h"
#include "rules/kind/family.h"

namespace clashlint {

Exit exit_of(const Profile& profile, std::string_view target) {
  const auto found = profile.by_name.find(target);
  if (found == profile.by_name.end()) return Exit::direct;
  const Chain chain = follow(profile, *found->second, {});
  const bool unknown = std::ranges::any_of(chain.hops, [](const Outbound* hop) {
    return hop->group && hop->group->fell_back && !hop->group->missing_providers.empty();
  });
  if (unknown) return Exit::proxy;
  switch (chain.hops.back()->kind) {
    case OutboundKind::direct:
      return Exit::direct;
    case OutboundKind::reject:
    case OutboundKind::pass:
    case OutboundKind::pass_rule:
      return Exit::reject;
    default:
      return Exit::proxy;
  }
}

bool may_refuse(const Profile& profile, std::string_view target) {
  if (exit_of(profile, target) == Exit::reject) return true;
  const auto found = profile.by_name.find(target);
  return found != profile.by_name.end() && found->second->group &&
         std::ranges::any_of(found->second->group->members,
                             [](const Outbound* member) { return member->kind == OutboundKind::reject; });
}

std::string way_words(std::string_view target) {
  return target == "DIRECT" ? std::string(target) : "to " + std::string(target);
}

bool Route::is_named() const { return rule != nullptr && names_hosts(rule->kind); }

Route Routes::of(std::string_view name, Network network, std::uint16_t port) {
  Example example = plain_example(std::string(name), AddressSource::failed);
  example.query.network = network;
  example.query.dst_port = port;
  return find(example);
}

Route Routes::of(const IpAddress& address, Network network, std::uint16_t port) {
  return of("", address, network, port);
}

Route Routes::of(std::string_view name, const IpAddress& address, Network network, std::uint16_t port) {
  Example example = plain_example(std::string(name), AddressSource::known);
  example.query.dst_ip = address;
  example.query.network = network;
  example.query.dst_port = port;
  return find(example);
}

Route Routes::find(const Example& example) {
  Route route{.target = "DIRECT"};
  if (profile_.mode == TunnelMode::global) route.target = "GLOBAL";
  if (profile_.mode == TunnelMode::rule && lists_.size() > 0) {
    const JudgedLists::List list = lists_[0];
    const int row = list.judge.index().first_taker(example, list.size());
    if (row >= 0) {
      route.rule = &list.rule(row);
      route.target = route.rule->target;
    }
    // Which row of its list decides only the walk says.
    if (route.rule != nullptr && route.rule->kind == RuleKind::sub_rule)
      route.target = walk(profile_, example.query).target;
  }
  route.exit = exit_of(profile_, route.target);
  return route;
}

}  // namespace clashlint
