#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analyzer/check/facts.h"
#include "rules/value/ip.h"
#include "rules/value/number_ranges.h"

namespace clashlint {

/// Where connections come in, as far as the profile says (`semantics.md` C.6,
/// I). A client that loads it may open HTTP, SOCKS and TUN inbounds of its own.
struct Inbounds {
  std::vector<std::string> names;   ///< what IN-NAME can see
  std::vector<std::string> users;   ///< what IN-USER can see
  std::vector<NumberRange> ports;   ///< what IN-PORT can see, beside 0
  std::vector<std::string> types;   ///< what IN-TYPE can see, upper case, but for INNER and TUN
  bool proxy_ports = false;         ///< `port`, `socks-port` or `mixed-port` is written
  bool listeners = false;           ///< there are such, or `tunnels`
  bool servers = false;             ///< `ss-config`, `vmess-config`, `tuic-server`: not read further
  bool transparent = false;         ///< TUN or a redirecting port: sources are of the whole network
  bool names_are_users = false;     ///< a mieru listener calls connections after their users
  std::vector<IpPrefix> sources{};  ///< that get in by `port`, `socks-port` and `mixed-port`; empty: all
  std::string_view sources_key{};   ///< the setting that says so
};

/// Linear in the listeners and their users.
Inbounds inbounds_of(const Facts& facts);

}  // namespace clashlint
