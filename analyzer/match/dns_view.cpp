#include "analyzer/match/dns_view.h"

#include <set>

#include "analyzer/match/evaluate.h"

namespace clashlint {
namespace {

/// Asks lists about a bare name: no address, no ports, nothing is resolved
/// (`semantics.md` E.8, last point).
class NameAsker {
 public:
  NameAsker(const Profile& profile, std::string_view host, std::vector<Dependency>& dependencies,
            ListAnswers* lists)
      : evaluator_(profile, connection_, {.lists = lists}), dependencies_(dependencies) {
    query_.in_type.clear();
    connection_.query = &query_;
    connection_.host = host;
    connection_.rule_host = host;
  }

  bool rule(const Rule& rule) { return keep(evaluator_.evaluate(rule, {.resolve = false})); }

  bool matcher(const NameMatcher& matcher) {
    if (matcher.set != nullptr) return keep(evaluator_.rule_set(*matcher.set, {.resolve = false}));
    return matcher.geosite && keep(evaluator_.geosite(*matcher.geosite, connection_.rule_host));
  }

 private:
  bool keep(Truth truth) {
    std::vector<Dependency> missed = evaluator_.take_dependencies();
    if (!truth.certain) dependencies_.insert(dependencies_.end(), missed.begin(), missed.end());
    return truth.value;
  }

  Query query_;
  Connection connection_;
  Evaluator evaluator_;
  std::vector<Dependency>& dependencies_;
};

std::string_view without_dot(std::string_view host) {
  if (host.ends_with('.')) host.remove_suffix(1);
  return host;
}

const NameMatcher* first_match(NameAsker& asker, const std::vector<NameMatcher>& matchers) {
  for (const NameMatcher& matcher : matchers) {
    if (asker.matcher(matcher)) return &matcher;
  }
  return nullptr;
}

/// The servers of the first policy segment that takes the name and has any.
const std::vector<std::string>* policy_servers(const Profile& profile, std::string_view host,
                                               NameAsker& asker) {
  for (const PolicySegment& segment : profile.dns.policy) {
    std::size_t index = 0;
    if (segment.domains) {
      const std::optional<int> found = segment.domains->search(host);
      if (!found) continue;
      index = static_cast<std::size_t>(*found);
    } else if (!asker.matcher(segment.matcher)) {
      continue;
    }
    if (!segment.servers[index].empty()) return &segment.servers[index];
  }
  return nullptr;
}

}  // namespace

HostsView look_up_hosts(const Hosts& hosts, std::string_view host) {
  HostsView view;
  std::set<std::string, std::less<>> seen;
  std::string at(host);
  for (;;) {
    const std::optional<int> index = hosts.names.search(at);
    if (!index) return view;
    const HostsValue& value = hosts.values[static_cast<std::size_t>(*index)];
    if (value.alias.empty()) {
      view.addresses = value.addresses;
      return view;
    }
    if (view.alias.empty()) view.alias = value.alias;
    if (!seen.insert(at).second) {
      view.hangs = true;
      return view;
    }
    at = value.alias;
  }
}

FilterView look_up_filter(const Profile& profile, std::string_view host,
                          std::vector<Dependency>& dependencies, ListAnswers* lists) {
  const Dns& dns = profile.dns;
  NameAsker asker(profile, host, dependencies, lists);
  FilterView view;
  if (dns.filter_mode == FakeIpFilterMode::rule) {
    for (const Rule& rule : dns.filter_rules) {
      if (asker.rule(rule)) return {.fake = rule.target == "fake-ip", .row = &rule};
    }
    return view;
  }
  view.by_pattern = dns.filter_patterns.contains(host);
  if (!view.by_pattern) view.matcher = first_match(asker, dns.filter);
  const bool listed = view.by_pattern || view.matcher != nullptr;
  view.fake = listed == (dns.filter_mode == FakeIpFilterMode::whitelist);
  return view;
}

std::optional<bool> gets_fake_ip(const Profile& profile, std::string_view host,
                                 std::vector<Dependency>& dependencies, ListAnswers* lists) {
  if (!profile.dns.fake_ip || host.empty()) return std::nullopt;
  return look_up_filter(profile, host, dependencies, lists).fake;
}

NameserverView nameservers_for(const Profile& profile, std::string_view host,
                               std::vector<Dependency>& dependencies, ListAnswers* lists) {
  const Dns& dns = profile.dns;
  if (!dns.enable || host.empty()) return {};
  const std::string_view name = without_dot(host);
  NameAsker asker(profile, name, dependencies, lists);
  if (const std::vector<std::string>* servers = policy_servers(profile, name, asker)) {
    return {.kind = NameserverKind::policy, .servers = *servers};
  }
  if (dns.fallback.empty()) return {.kind = NameserverKind::main, .servers = dns.nameservers};
  if (dns.fallback_patterns.contains(name) || first_match(asker, dns.fallback_domains) != nullptr) {
    return {.kind = NameserverKind::fallback_only, .servers = dns.fallback};
  }
  return {.kind = NameserverKind::main_and_fallback, .servers = dns.nameservers};
}

}  // namespace clashlint
