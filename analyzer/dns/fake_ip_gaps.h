#pragma once

#include <string>
#include <vector>

#include "analyzer/catalogue/catalogue.h"
#include "analyzer/check/facts.h"
#include "analyzer/dns/intake.h"
#include "analyzer/facts/routes.h"

namespace clashlint {

/// A suffix below which only a resolver of some network knows what is there.
struct Zone {
  std::string name{};                  ///< `corp.example`
  const YamlNode* policy = nullptr;    ///< the key that shows it; null: the configuration names it
  std::optional<IpAddress> address{};  ///< of its resolver
};

/// Names of one sort that need their real address and get a fake one.
struct FakeIpGap {
  const RealAddressNames* names = nullptr;  ///< null: those of zones
  bool sure = true;                         ///< somebody misses them
  std::vector<Zone> zones{};
  std::vector<std::string> through{};  ///< those that were asked about and get a fake address
  const Rule* row = nullptr;           ///< `fake-ip-filter-mode: rule`: what gives the first of them one
  Route route{};                       ///< of the first, once it has an address of the network
  std::vector<std::string> unless{};   ///< lists that are not here: if they hold it, all is well
};

/// Those of a profile in which names get fake addresses at all. `every`: also
/// sorts of which it is not sure that somebody misses them.
///
/// Where a list of the filter is not here nothing is known, and nothing said. In
/// whitelist mode every name with a fake address is there because somebody wrote so.
std::vector<FakeIpGap> find_fake_ip_gaps(const Facts& facts, bool every);

}  // namespace clashlint
