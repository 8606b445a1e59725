#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/match/answer.h"
#include "rules/profile/profile.h"

namespace clashlint {

class ListAnswers;

/// What `hosts` says of a name.
struct HostsView {
  std::string alias;                 ///< the name it is replaced by, one step; empty if none
  std::vector<IpAddress> addresses;  ///< at the end of the alias chain
  bool hangs = false;                ///< the chain never ends: the core would hang
};
HostsView look_up_hosts(const Hosts& hosts, std::string_view host);

/// What `fake-ip-filter` says of a name (`semantics.md` G.5), and what in it does.
struct FilterView {
  bool fake = true;
  const Rule* row = nullptr;             ///< rule mode: the row; null: none takes the name
  const NameMatcher* matcher = nullptr;  ///< other modes: the `geosite:` or `rule-set:` that takes it
  bool by_pattern = false;               ///< or a pattern of its own
};
FilterView look_up_filter(const Profile& profile, std::string_view host,
                          std::vector<Dependency>& dependencies, ListAnswers* lists = nullptr);

/// Would the name get a fake address (`semantics.md` G.5, G.6; `hosts` is not
/// looked at)? Nothing where the profile is not in fake-ip mode or there is no name.
std::optional<bool> gets_fake_ip(const Profile& profile, std::string_view host,
                                 std::vector<Dependency>& dependencies, ListAnswers* lists = nullptr);

/// Who is asked for the name (G.4, G.8).
struct NameserverView {
  NameserverKind kind = NameserverKind::none;
  std::span<const std::string> servers;  ///< of the profile
};
NameserverView nameservers_for(const Profile& profile, std::string_view host,
                               std::vector<Dependency>& dependencies, ListAnswers* lists = nullptr);

}  // namespace clashlint
