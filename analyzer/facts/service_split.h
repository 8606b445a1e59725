#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "analyzer/facts/service_routes.h"

namespace clashlint {

/// Hosts of one session that leave by different outbounds.
struct ServiceSplit {
  enum class Over { tcp, udp, ipv6 };
  Over over = Over::tcp;                  ///< the first over which they part
  const HostRoute* model = nullptr;       ///< the first of those that go the way of most
  std::vector<const HostRoute*> apart{};  ///< those that do not, in order
  std::size_t ways = 2;
  bool certain = false;   ///< whatever groups choose, or with what they choose at first
  bool same_now = false;  ///< not certain: at first the groups lead to one node
};

/// Nothing where all go one way, and where a list that is not here, or the
/// address of a name, could be what keeps them together.
std::optional<ServiceSplit> find_split(const Profile& profile, const ServiceWalker& walker,
                                       const ServiceRoutes& routes);

const Way& way_over(const HostRoute& route, ServiceSplit::Over over);
const Answer& answer_over(const HostRoute& route, ServiceSplit::Over over);

}  // namespace clashlint
