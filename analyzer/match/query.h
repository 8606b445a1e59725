#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "rules/kind/rule.h"
#include "rules/value/ip.h"

namespace clashlint {

/// One connection asked about. Empty and 0 mean "not given", as in the
/// questions of `fixtures/conformance/README.md`.
struct Query {
  std::string host;                 ///< as the client sent it; an address is moved to dst_ip
  std::optional<IpAddress> dst_ip;  ///< known at entry
  std::optional<IpAddress> dns;     ///< what resolving the host gives; nothing: resolving fails
  Network network = Network::tcp;
  std::uint16_t dst_port = 0;
  std::optional<IpAddress> src_ip;
  std::uint16_t src_port = 0;
  std::uint16_t in_port = 0;
  std::string in_name;
  std::string in_user;
  std::string in_type = "HTTP";
  std::string process;
  std::string process_path;
  std::uint32_t uid = 0;
  std::uint8_t dscp = 0;
  std::string sniff_host;  ///< the name the sniffer found
  std::string sub_rules;   ///< a listener's `rule:`
};

}  // namespace clashlint
