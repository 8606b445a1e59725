#include "analyzer/dns/policy_runs.h"

#include <algorithm>

#include "analyzer/dns/wider_patterns.h"
#include "analyzer/match/list_names.h"
#include "rules/base/strings.h"
#include "rules/profile/name_matchers.h"

namespace clashlint {
namespace {

bool has_server(const PolicyPart& part) { return !part.policy->resolvers.empty(); }

/// False where the names of a part are not all plain ones.
template <typename Holds>
bool all_names(const PolicyPart& part, Holds holds) {
  if (part.list == nullptr) {
    const NameEntry entry = name_entry(part.text, 0);
    return entry.form() != NameForm::other && holds(entry);
  }
  const DomainSet* const names = plain_names(*part.list);
  return names != nullptr && std::ranges::all_of(names->entries(), holds);
}

void add_names(const ResolverPolicy& policy, PolicyRun& run) {
  for (const std::string_view name : split(policy.key->text, ','))
    run.parts.push_back({.policy = &policy, .text = ascii_lower(name), .piece = name});
}

}  // namespace

const PolicyPart* PolicyRun::taker_of(const PolicyPart& part) const {
  // Where the closest name has no server, the next run decides after all.
  if (!all_have_servers) return nullptr;
  const PolicyPart& first = parts.front();
  if (first.list != nullptr) {
    const bool same = part.list != nullptr && part.text == first.text;
    const bool all =
        same || all_names(part, [&](const NameEntry& name) { return takes_all(*first.list, name); });
    return all ? &first : nullptr;
  }
  // One name of the run that takes the first takes them all, or none does.
  std::string name = part.text;
  if (part.list != nullptr) {
    const DomainSet* const names = plain_names(*part.list);
    if (names == nullptr) return nullptr;
    name = shown_entry(names->entries().front());
  }
  std::vector<std::string> wider = wider_patterns(name);
  wider.insert(wider.begin(), name);
  for (const std::string& text : wider) {
    const auto place = places.find(text);
    if (place == places.end()) continue;
    const PolicyPart& taker = parts[place->second];
    const NameEntry entry = name_entry(taker.text, 0);
    const bool all = entry.form() != NameForm::other &&
                     all_names(part, [&](const NameEntry& each) { return covers(entry, each); });
    if (all) return &taker;
  }
  return nullptr;
}

std::vector<PolicyRun> policy_runs(const Profile& profile, const std::vector<ResolverPolicy>& policies) {
  const std::vector<PolicySegment>& loaded = profile.dns.policy;
  std::vector<PolicyRun> runs;
  for (const ResolverPolicy& policy : policies) {
    const PrefixedEntry key = split_prefix(policy.key->text);
    const bool list = key.prefix == EntryPrefix::geosite || key.prefix == EntryPrefix::rule_set;
    if (!list) {
      if (runs.empty() || runs.back().parts.front().list != nullptr) runs.emplace_back();
      add_names(policy, runs.back());
      continue;
    }
    for (std::size_t at = 0; at < key.names.size(); ++at) {
      if (runs.size() >= loaded.size() || loaded[runs.size()].domains) return {};
      const NameMatcher& matcher = loaded[runs.size()].matcher;
      runs.push_back({.parts = {{.policy = &policy, .text = matcher.name, .list = &matcher}}});
    }
  }
  if (runs.size() != loaded.size()) return {};
  for (PolicyRun& run : runs) {
    for (std::size_t at = 0; at < run.parts.size(); ++at) run.places[run.parts[at].text] = at;
    run.all_have_servers = std::ranges::all_of(run.parts, has_server);
  }
  return runs;
}

}  // namespace clashlint
