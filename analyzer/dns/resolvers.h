#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/check/facts.h"
#include "analyzer/facts/routes.h"
#include "rules/profile/nameserver.h"

namespace clashlint {

/// A server that the core asks for names, as the profile writes it (`semantics.md` G.3).
struct Resolver {
  Nameserver server{};
  std::string name{};     ///< as a person should see it
  Span span{};            ///< of its text; of nothing where it is the core's own
  std::string through{};  ///< the outbound behind `#`
  bool by_rules = false;  ///< asked as rules say: `respect-rules`, `#RULES`
};

/// Those of a list of `dns`: `nameserver`, `fallback` … The core's own where the
/// profile has no such list. Those that the core does not take are left out.
std::vector<Resolver> resolvers_of(const Facts& facts, std::string_view key);

/// An entry of `nameserver-policy` or `proxy-server-nameserver-policy`.
struct ResolverPolicy {
  const YamlNode* key = nullptr;
  std::vector<Resolver> resolvers{};
};
/// In the order in which the core looks at them; a key that stands twice has its first place.
std::vector<ResolverPolicy> resolver_policies(const Facts& facts, std::string_view section);

/// Who is asked for which name. Reads the lists once; a question costs what the policies cost.
class ResolverBook {
 public:
  explicit ResolverBook(const Facts& facts);

  /// For a name (empty: for most) when it is resolved for a rule, as in
  /// `nameservers_for`. Empty: it cannot be said.
  const std::vector<Resolver>& for_rules(std::string_view name) const;
  /// For a connection that goes out directly.
  const std::vector<Resolver>& for_direct(std::string_view name) const;

 private:
  const std::vector<Resolver>& policy_for(std::span<const std::string> servers) const;

  const Profile& profile_;
  std::vector<Resolver> main_;
  std::vector<Resolver> fallback_;
  std::vector<Resolver> direct_;
  bool direct_by_policy_ = false;
  std::map<std::vector<std::string>, std::vector<Resolver>> policies_;  ///< by the texts of the servers
};

/// The same servers, asked in the same ways.
bool asked_alike(const std::vector<Resolver>& a, const std::vector<Resolver>& b);

/// It knows the names of its network: a private address, the system's own, DHCP's.
bool is_of_network(const Resolver& resolver);

/// Questions can be read and answers changed on the way.
bool is_plain(const Resolver& resolver);

/// The country whose filter it answers for; empty: none, or nothing is known of it.
std::string_view country_of(const Resolver& resolver);

/// The question goes through a proxy, as groups choose by default.
bool is_proxied(const Facts& facts, Routes& routes, const Resolver& resolver);

}  // namespace clashlint
