#include "analyzer/diff/profile_diff.h"

#include <algorithm>
#include <set>

#include "analyzer/automaton/row_names.h"
#include "analyzer/catalogue/catalogue.h"
#include "analyzer/diff/dns_names.h"
#include "analyzer/match/walk.h"

namespace clashlint {
namespace {

Answer walked(const Profile& profile, const Witness& witness) {
  return walk(profile, witness.query, witness.selections, {.rule_mode = true, .dns_view = false});
}

std::vector<std::string> dns_names(const LoadedProfile& before, const LoadedProfile& after,
                                   const RouteDiff& routes) {
  std::set<std::string> names;
  for (const LoadedProfile* loaded : {&before, &after}) {
    for (std::string& name : names_in_dns(loaded->tree)) names.insert(std::move(name));
  }
  for (const RouteChange& change : routes.changes()) {
    if (!change.witness.query.host.empty()) names.insert(change.witness.query.host);
  }
  for (const Service& service : built_in_services()) {
    for (const ServiceHost& host : service.hosts) {
      if (!is_network(host)) names.insert(host.probe);
    }
  }
  return {names.begin(), names.end()};
}

Witness witness_to(const std::string& host) {
  Witness witness;
  witness.query.host = host;
  witness.query.dst_port = 443;
  return witness;
}

}  // namespace

ProfileDiff::ProfileDiff(const LoadedProfile& before, const LoadedProfile& after)
    : pair(std::make_unique<ProfilePair>(*before.profile, *after.profile)),
      routes(*pair),
      rows(compare_rows(*before.profile, *after.profile)),
      sets(changed_sets(*before.profile, *after.profile)),
      settings(changed_settings(*before.profile, *after.profile)),
      dns(changed_dns(*before.profile, *after.profile, dns_names(before, after, routes))) {
  tell();
  add_services();
  find_idle_rows();
}

void ProfileDiff::tell() {
  for (const RouteChange& change : routes.changes()) {
    told.push_back({.row_before = walked(pair->before().profile(), change.witness).rule_index,
                    .row_after = walked(pair->after().profile(), change.witness).rule_index,
                    .leader = leader_of(told.size())});
  }
}

std::size_t ProfileDiff::leader_of(std::size_t change) const {
  const RouteChange& own = routes.changes()[change];
  if (own.entries > 0) return change;
  const auto target = [](const WayList& list, int way) { return list.way(way).target; };
  for (std::size_t at = 0; at < change; ++at) {
    const RouteChange& one = routes.changes()[at];
    if (told[at].leader == at && (one.before == own.before || one.after == own.after) &&
        target(pair->before(), one.before) == target(pair->before(), own.before) &&
        target(pair->after(), one.after) == target(pair->after(), own.after))
      return at;
  }
  return change;
}

void ProfileDiff::add_services() {
  if (routes.changes().empty()) return;
  for (const Service& service : built_in_services()) {
    std::map<std::size_t, std::size_t> touched;
    for (const ServiceHost& host : service.hosts) {
      const Witness witness = witness_to(host.probe);
      const int one = pair->before().way_of(pair->before().answer(witness));
      const int other = pair->after().way_of(pair->after().answer(witness));
      const auto& changes = routes.changes();
      const auto found = std::ranges::find_if(
          changes, [&](const RouteChange& change) { return change.before == one && change.after == other; });
      if (found != changes.end()) ++touched[static_cast<std::size_t>(found - changes.begin())];
    }
    for (const auto& [change, hosts] : touched)
      told[change].services.push_back({.name = service.name, .hosts = hosts, .all = service.hosts.size()});
  }
}

// --- Rows that are not where or what they were, for nothing.

// A row in a run is asked about by its own name.
bool ProfileDiff::has_effect(int row, bool is_before) {
  WayList& list = is_before ? pair->before() : pair->after();
  const Rule& rule = list.profile().rules[static_cast<std::size_t>(row)];
  return std::ranges::any_of(routes.changes(), [&](const RouteChange& change) {
    const RuleWay& way = list.way(is_before ? change.before : change.after);
    if (row < way.first || row > way.last) return false;
    if (way.first == way.last) return true;
    const Witness witness = witness_to(rule.payload);
    return pair->before().way_of(pair->before().answer(witness)) == change.before &&
           pair->after().way_of(pair->after().answer(witness)) == change.after;
  });
}

void ProfileDiff::find_idle_rows() {
  for (std::size_t row = 0; row < rows.before.size(); ++row) {
    const RowState& state = rows.before[row];
    if (state.fate == RowFate::same || has_effect(static_cast<int>(row), true)) continue;
    if (state.other < 0 || !has_effect(state.other, false)) idle_before.push_back(static_cast<int>(row));
  }
  for (std::size_t row = 0; row < rows.after.size(); ++row) {
    const bool fresh = rows.after[row].fate == RowFate::fresh;
    if (fresh && !has_effect(static_cast<int>(row), false)) idle_after.push_back(static_cast<int>(row));
  }
}

}  // namespace clashlint
