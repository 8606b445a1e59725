#pragma once

#include <vector>

#include "analyzer/catalogue/service.h"
#include "analyzer/catalogue/strict_reader.h"

namespace clashlint {

/// What a file says of one service: all of it, or what is to change.
struct ServiceEntry {
  Service service{};  ///< what is not given is empty
  bool together_given = false;
  std::vector<HostRole> may_differ{};  ///< no longer together
  bool off = false;                    ///< there is no such service
};

/// Reads `services:`. Entries with the id of a `known` service change that one.
std::vector<ServiceEntry> read_services(const YamlNode& node, const std::vector<Service>& known,
                                        StrictReader& reader);

/// `services` with the changes, new ones at the end. Hosts and words are added;
/// roles too: where `together` is not given, those of a session (api, gateway,
/// login, web, stream) that the service did not have before.
std::vector<Service> with_changes(std::vector<Service> services, const std::vector<ServiceEntry>& changes);

}  // namespace clashlint
