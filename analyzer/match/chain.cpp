#include "analyzer/match/chain.h"

#include <algorithm>
#include <unordered_set>

namespace clashlint {
namespace {

const Outbound* member_called(const GroupPart& group, std::string_view name) {
  const auto found =
      std::ranges::find_if(group.members, [&](const Outbound* member) { return member->name == name; });
  return found == group.members.end() ? nullptr : *found;
}

bool measures(OutboundKind kind) { return is_group(kind) && kind != OutboundKind::select; }

/// Load-balance and smart groups say yes whatever their members can do.
bool carries_udp(const std::vector<const Outbound*>& hops) {
  for (const Outbound* hop : hops) {
    if (!hop->group) return hop->udp;
    if (hop->group->disable_udp) return false;
    if (hop->kind == OutboundKind::load_balance || hop->kind == OutboundKind::smart) return true;
  }
  return true;
}

}  // namespace

std::vector<const Outbound*> all_leaves(const Outbound& outbound) {
  std::vector<const Outbound*> leaves;
  std::unordered_set<const Outbound*> seen;
  std::vector<const Outbound*> todo{&outbound};
  while (!todo.empty()) {
    const Outbound* const at = todo.back();
    todo.pop_back();
    if (!seen.insert(at).second) continue;
    if (!at->group) {
      leaves.push_back(at);
      continue;
    }
    todo.insert(todo.end(), at->group->members.rbegin(), at->group->members.rend());
  }
  return leaves;
}

std::vector<std::string_view> leaf_names(const Outbound& outbound) {
  std::vector<std::string_view> names;
  for (const Outbound* leaf : all_leaves(outbound)) names.push_back(leaf->name);
  return names;
}

const Outbound* chosen_member(const Outbound& group, const Selections& selections) {
  const GroupPart& part = *group.group;
  if (const auto selected = selections.find(group.name); selected != selections.end()) {
    if (const Outbound* member = member_called(part, selected->second)) return member;
  }
  if (group.kind == OutboundKind::select && !part.default_selected.empty()) {
    if (const Outbound* member = member_called(part, part.default_selected)) return member;
  }
  return part.members.empty() ? nullptr : part.members.front();
}

Chain follow(const Profile& profile, const Outbound& target, const Selections& selections) {
  Chain chain;
  const Outbound* at = &target;
  while (at != nullptr && chain.hops.size() <= profile.outbounds.size()) {
    chain.hops.push_back(at);
    if (at->kind == OutboundKind::pass) chain.passes = true;
    if (at->kind == OutboundKind::pass_rule) chain.passes_in_list = true;
    if (at->kind == OutboundKind::rematch) chain.rematch = at;
    at = at->group ? chosen_member(*at, selections) : nullptr;
  }
  chain.udp = carries_udp(chain.hops);
  return chain;
}

bool lacks_udp_key(const Outbound& outbound) {
  return !outbound.group && !outbound.udp && outbound.adapter != "Http" && outbound.adapter != "Ssh";
}

void add_choices(const Chain& chain, std::vector<Dependency>& dependencies) {
  for (const Outbound* hop : chain.hops) {
    if (measures(hop->kind)) {
      dependencies.push_back({.kind = Dependency::Kind::group_choice,
                              .name = hop->name,
                              .why = "it chooses by measurement",
                              .rule_index = -1,
                              .group = hop});
    }
    if (!hop->group) continue;
    for (const std::string& provider : hop->group->missing_providers) {
      dependencies.push_back({.kind = Dependency::Kind::proxy_provider,
                              .name = provider,
                              .why = "its nodes are not known",
                              .rule_index = -1,
                              .group = nullptr});
    }
  }
}

}  // namespace clashlint
