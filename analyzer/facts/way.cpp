#include "analyzer/facts/way.h"

#include <algorithm>
#include <set>
#include <utility>

#include "analyzer/match/chain.h"

namespace clashlint {
namespace {

Way of_leaf(const Outbound& leaf) {
  switch (leaf.kind) {
    case OutboundKind::direct:
      return {.kind = Way::Kind::direct};
    case OutboundKind::reject:
      return {.kind = Way::Kind::reject};
    default:
      return {.kind = Way::Kind::outbound, .at = &leaf};
  }
}

bool has_choice(const GroupPart& group) {
  return group.members.size() != 1 || !group.missing_providers.empty();
}

/// Where it can end: kinds, and nodes.
using Ends = std::set<std::pair<Way::Kind, const Outbound*>>;

Ends ends_of(const Way& way) {
  Ends ends;
  if (way.kind != Way::Kind::outbound) return {{way.kind, nullptr}};
  for (const Outbound* leaf : all_leaves(*way.at)) {
    const Way end = of_leaf(*leaf);
    ends.emplace(end.kind, end.at);
  }
  return ends;
}

bool has_unknown_nodes(const Way& way) {
  return way.kind == Way::Kind::outbound && way.at->group && !way.at->group->missing_providers.empty();
}

}  // namespace

Way way_of(const Profile& profile, const Answer& answer) { return way_to(profile, answer.target); }

Way way_to(const Profile& profile, std::string_view target) {
  const auto found = profile.by_name.find(target);
  if (found == profile.by_name.end()) return {};
  const Outbound* at = found->second;
  // Groups that contain themselves are refused; here they end.
  for (std::size_t hops = 0; at->group && !has_choice(*at->group); ++hops) {
    if (hops > profile.outbounds.size()) return {};
    at = at->group->members.front();
  }
  if (at->group) return {.kind = Way::Kind::outbound, .at = at};
  return of_leaf(*at);
}

Way way_of_most(std::span<const Companion> all) {
  const auto weight = [&](const Companion& one) {
    const auto said = std::ranges::count_if(
        all, [&](const Companion& other) { return other.said && other.way == one.way; });
    return std::pair(said, std::ranges::count(all, one.way, &Companion::way));
  };
  return std::ranges::max_element(all, {}, weight)->way;
}

bool surely_part(const Way& a, const Way& b) {
  if (has_unknown_nodes(a) && has_unknown_nodes(b)) return false;
  const Ends other = ends_of(b);
  return std::ranges::none_of(ends_of(a), [&](const auto& end) { return other.contains(end); });
}

}  // namespace clashlint
