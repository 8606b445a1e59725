#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/catalogue/service.h"
#include "analyzer/facts/way.h"
#include "analyzer/match/rows_for.h"
#include "analyzer/match/walk.h"

namespace clashlint {

/// Where connections to one host of a service end: over TCP, over UDP, and where
/// the name has an IPv6 address only. A way that is none: the address decides.
struct HostRoute {
  const ServiceHost* host = nullptr;
  const Rule* row = nullptr;  ///< that decides over TCP, inside sub-rules too; null: none does
  bool said = false;          ///< that row was written for the service
  Answer answer{};            ///< where no rule about addresses takes the name
  Way way{};
  Answer udp_answer{};
  Way udp{};
  Answer ipv6_answer{};
  Way ipv6{};
};

/// A service that the profile says something of, and where its hosts go.
struct ServiceRoutes {
  const Service* service = nullptr;
  const Outbound* group = nullptr;  ///< a group that is named for it, or null
  bool by_rule = false;             ///< a rule or a list about it decides one of its hosts
  std::vector<HostRoute> hosts{};   ///< those of a session, in the order of the service
};

/// Walks the hosts of services. Each claim is a walk; what is not walked is
/// left out. The profile and the services must outlive it.
class ServiceWalker {
 public:
  ServiceWalker(const Profile& profile, const std::vector<Service>& services);

  /// The services of which the profile says something: it has a group or a rule for
  /// them, or the user has declared them. A list of thousands of names is about a country,
  /// not about a service.
  std::vector<ServiceRoutes> meant() const;

  HostRoute route(const ServiceHost& host) const;

  /// One question over the usual port; `dns` is what the name resolves to.
  Answer ask(const ServiceHost& host, Network network, std::optional<IpAddress> dns,
             std::string_view assume_held = {}) const;

 private:
  /// How a connection leaves, and the answer that shows it.
  struct Settled {
    Answer answer{};
    Way way{};
  };

  Settled settle(const ServiceHost& host, Network network, std::span<const IpAddress> addresses) const;
  bool may_be_meant(const Service& service) const;
  const Rule* deciding_row(const ServiceHost& host, const Answer& answer) const;

  const Profile& profile_;
  const std::vector<Service>& services_;
  std::vector<IpAddress> ordinary_;  ///< that lists of countries and networks seldom hold
  std::vector<IpAddress> ordinary6_;
  RowsFor rows_;
  bool udp_differs_ = false;  ///< a rule looks at the network, or some outbound carries no UDP
};

/// `openai.com` of `auth.openai.com`.
std::string_view site_of(std::string_view name);

/// A row that takes such a host: `DOMAIN,openrouter.ai,Proxy`; with `suffix` also all under it.
std::string row_for(const ServiceHost& host, std::string_view target, bool suffix);

/// Whether a session needs such hosts; the others are not walked.
bool is_of_session(const Service& service, const ServiceHost& host);

}  // namespace clashlint
