#include "analyzer/diff/setting_diff.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "analyzer/automaton/same_content.h"
#include "analyzer/automaton/text_space.h"
#include "analyzer/facts/resolver_words.h"
#include "analyzer/match/chain.h"
#include "analyzer/match/dns_view.h"
#include "rules/base/strings.h"

namespace clashlint {
namespace {

std::string_view word_of(TunnelMode mode) {
  switch (mode) {
    case TunnelMode::rule:
      return "rule";
    case TunnelMode::global:
      return "global";
    case TunnelMode::direct:
      return "direct";
  }
  return {};
}

std::vector<std::string> names_of(const GroupPart& group) {
  std::vector<std::string> names;
  for (const Outbound* member : group.members) names.push_back(member->name);
  return names;
}

std::vector<std::string> missing_from(const std::vector<std::string>& some,
                                      const std::vector<std::string>& others) {
  std::vector<std::string> missing;
  for (const std::string& one : some) {
    if (std::ranges::find(others, one) == others.end()) missing.push_back(one);
  }
  return missing;
}

constexpr std::size_t kMostMembers = 5;

std::string listed(std::vector<std::string> names) {
  const std::size_t more = names.size() - std::min(names.size(), kMostMembers);
  names.resize(names.size() - more);
  return join(names, ", ") + (more == 0 ? "" : " and " + std::to_string(more) + " more");
}

std::vector<std::string> words_of(const Outbound& before, const Outbound& after) {
  std::vector<std::string> words;
  const std::vector<std::string> old_names = names_of(*before.group);
  const std::vector<std::string> new_names = names_of(*after.group);
  const std::vector<std::string> lost = missing_from(old_names, new_names);
  const std::vector<std::string> got = missing_from(new_names, old_names);
  if (!lost.empty()) words.push_back("lost " + listed(lost));
  if (!got.empty()) words.push_back("got " + listed(got));
  if (lost.empty() && got.empty() && old_names != new_names)
    words.emplace_back("has its members in another order");
  const std::string first_before = chosen_member(before, {})->name;
  const std::string first_after = chosen_member(after, {})->name;
  if (first_before != first_after) words.push_back("begins with " + first_after + ", not " + first_before);
  if (before.kind != after.kind) words.emplace_back("is of another type");
  if (before.group->disable_udp != after.group->disable_udp)
    words.emplace_back(after.group->disable_udp ? "carries no UDP any more" : "carries UDP");
  return words;
}

void add_outbound(const Outbound& before, const Profile& after, std::vector<SettingChange>& changes) {
  const auto other = after.by_name.find(before.name);
  const bool is_group = before.group != nullptr;
  const auto kind = is_group ? SettingChange::Kind::group : SettingChange::Kind::node;
  if (other == after.by_name.end()) {
    changes.push_back({.kind = kind, .name = before.name, .words = {"is gone"}});
    return;
  }
  const Outbound& now = *other->second;
  if (is_group != (now.group != nullptr)) {
    changes.push_back(
        {.kind = kind, .name = before.name, .words = {is_group ? "is no group any more" : "is a group now"}});
    return;
  }
  std::vector<std::string> words;
  if (is_group) words = words_of(before, now);
  if (!is_group && before.udp != now.udp)
    words.emplace_back(now.udp ? "carries UDP" : "carries no UDP any more");
  if (!words.empty()) changes.push_back({.kind = kind, .name = before.name, .words = std::move(words)});
}

// --- DNS.

void add_entries(std::span<const NameEntry> entries, std::set<std::string>& names) {
  for (const NameEntry& entry : entries) {
    if (names.size() >= kMaxDnsNames) return;
    if (entry.form() == NameForm::other) continue;
    std::string name =
        entry.form() == NameForm::below ? "www." + std::string(entry.text()) : std::string(entry.text());
    if (is_host_name(name)) names.insert(std::move(name));
  }
}

const DomainSet* names_of(const NameMatcher& matcher) {
  if (matcher.set != nullptr) return &matcher.set->domains;
  return matcher.geosite && matcher.geosite->matcher ? &matcher.geosite->matcher->domains : nullptr;
}

std::vector<const NameMatcher*> matchers_of(const Dns& dns) {
  std::vector<const NameMatcher*> matchers;
  for (const NameMatcher& matcher : dns.filter) matchers.push_back(&matcher);
  for (const NameMatcher& matcher : dns.fallback_domains) matchers.push_back(&matcher);
  for (const PolicySegment& segment : dns.policy) {
    if (!segment.domains) matchers.push_back(&segment.matcher);
  }
  return matchers;
}

// Lists that stand on one side only.
void add_lists(const Profile& before, const Profile& after, std::set<std::string>& names) {
  SameContent content;
  std::map<const DomainSet*, int> sides;
  int side = 1;
  for (const Profile* profile : {&before, &after}) {
    for (const NameMatcher* matcher : matchers_of(profile->dns)) {
      if (const DomainSet* set = names_of(*matcher)) sides[content.same(set)] |= side;
    }
    side = 2;
  }
  for (const auto& [set, on] : sides) {
    if (on != 3) add_entries(set->entries(), names);
  }
}

struct Treatment {
  std::string address;
  std::string servers;
  std::string hosts;
};

std::string hosts_words(const Profile& profile, const std::string& name) {
  const HostsView view = look_up_hosts(profile.hosts, name);
  if (!view.alias.empty()) return "called " + view.alias + " by hosts";
  std::vector<std::string> addresses;
  for (const IpAddress& address : view.addresses) addresses.push_back(to_string(address));
  return addresses.empty() ? "not in hosts" : "at " + join(addresses, ", ") + " by hosts";
}

Treatment treatment(const Profile& profile, const std::string& name) {
  std::vector<Dependency> ignored;
  Treatment result;
  const std::optional<bool> fake = gets_fake_ip(profile, name, ignored);
  result.address = !fake ? "no fake addresses" : *fake ? "a fake address" : "its real address";
  const NameserverView view = nameservers_for(profile, name, ignored);
  result.hosts = hosts_words(profile, name);
  std::vector<std::string> servers;
  for (const std::string& server : view.servers) servers.push_back(nameserver_name(server));
  result.servers = servers.empty() ? "not asked" : "asked of " + join(servers, ", ");
  return result;
}

}  // namespace

std::vector<SettingChange> changed_settings(const Profile& before, const Profile& after) {
  std::vector<SettingChange> changes;
  if (before.mode != after.mode) {
    changes.push_back(
        {.kind = SettingChange::Kind::setting,
         .name = "mode",
         .words = {"is " + std::string(word_of(after.mode)) + ", not " + std::string(word_of(before.mode))}});
  }
  for (const auto& outbound : before.outbounds) {
    if (before.by_name.contains(outbound->name)) add_outbound(*outbound, after, changes);
  }
  for (const auto& outbound : after.outbounds) {
    if (before.by_name.contains(outbound->name) || !after.by_name.contains(outbound->name)) continue;
    changes.push_back({.kind = outbound->group ? SettingChange::Kind::group : SettingChange::Kind::node,
                       .name = outbound->name,
                       .words = {"is new"}});
  }
  return changes;
}

std::vector<DnsChange> changed_dns(const Profile& before, const Profile& after,
                                   const std::vector<std::string>& also) {
  std::set<std::string> names(also.begin(), also.end());
  add_lists(before, after, names);
  std::map<std::pair<std::string, std::string>, DnsChange> changes;
  const auto note = [&](const std::string& one, const std::string& other, const std::string& name) {
    if (one == other) return;
    DnsChange& change = changes[{one, other}];
    change.before = one;
    change.after = other;
    if (++change.names <= kMaxDnsExamples) change.examples.push_back(name);
  };
  for (const std::string& name : names) {
    const Treatment one = treatment(before, name);
    const Treatment other = treatment(after, name);
    note(one.address, other.address, name);
    note(one.servers, other.servers, name);
    note(one.hosts, other.hosts, name);
  }
  std::vector<DnsChange> result;
  for (auto& [key, change] : changes) result.push_back(std::move(change));
  std::ranges::stable_sort(result, std::ranges::greater(), &DnsChange::names);
  return result;
}

}  // namespace clashlint
