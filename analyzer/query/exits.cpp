#include "analyzer/query/exits.h"

#include <algorithm>

#include "analyzer/match/chain.h"

namespace clashlint {
namespace {

std::vector<const Outbound*> groups_of(const Profile& profile) {
  std::vector<const Outbound*> groups;
  for (const auto& outbound : profile.outbounds) {
    if (outbound->group) groups.push_back(outbound.get());
  }
  return groups;
}

}  // namespace

Exits::Exits(const Profile& profile, Selections selections)
    : profile_(profile),
      selections_(std::move(selections)),
      space_(std::make_shared<ProofSpace>(profile)),
      list_(profile, space_),
      finder_(*space_, groups_of(profile), selections_) {}

std::vector<FoundExit> Exits::find(const Wanted& wanted, const std::function<bool(int way)>& allowed,
                                   std::size_t limit) {
  const Worlds worlds = formulas_of(list_.model(), wanted);
  std::vector<FoundExit> exits;
  for (int way = 0; way < list_.size() && exits.size() < limit; ++way) {
    if (!allowed(way)) continue;
    Worlds also = worlds;
    if (wanted.asks_dns) {
      const Worlds asked = list_.asked(way);
      for (std::size_t world = 0; world < also.size(); ++world)
        also[world] = space_->formulas.all_of({also[world], asked[world]});
    }
    const Goal goal{.list = list_, .way = way};
    FoundConnection found = finder_.find(std::span(&goal, 1), also);
    if (found.found != Found::no) exits.push_back({.way = way, .found = std::move(found)});
  }
  return exits;
}

std::vector<std::string_view> Exits::chain(int way) const {
  const auto target = profile_.by_name.find(list_.way(way).target);
  if (target == profile_.by_name.end()) return {list_.way(way).target};
  std::vector<std::string_view> names;
  for (const Outbound* hop : follow(profile_, *target->second, selections_).hops) names.push_back(hop->name);
  return names;
}

bool Exits::leads_to(int way, std::string_view name) const {
  const std::vector<std::string_view> names = chain(way);
  return std::ranges::find(names, name) != names.end();
}

}  // namespace clashlint
