#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "analyzer/check/facts.h"

namespace clashlint {

/// Where nodes of the profile's own `proxies` stand: their servers.
class NodeServers {
 public:
  explicit NodeServers(const Facts& facts);

  /// The server of the node that a target leads to by default.
  struct Server {
    bool known = false;  ///< the node is one of the profile's own
    std::string name{};  ///< the name that has to be resolved; empty: it is given by its address
    Span span{};         ///< of `server`
    const Outbound* node = nullptr;
  };
  Server behind(const Outbound& target) const;

 private:
  const Profile& profile_;
  std::unordered_map<std::string, const YamlNode*> servers_;  ///< by name of the node
};

}  // namespace clashlint
