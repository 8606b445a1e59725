#pragma once

#include <optional>
#include <string>

#include "analyzer/match/query.h"

namespace clashlint {

/// A query on its way through the rules: what the core's record of the
/// connection holds at this moment (`semantics.md` D.1).
struct Connection {
  const Query* query = nullptr;
  std::string host;       ///< destination name, empty for an address
  std::string rule_host;  ///< the sniffed name where there is one
  std::optional<IpAddress> dst_ip;
  std::optional<IpAddress> src_ip;
  std::string rematch_name;
  bool resolve_tried = false;  ///< the core resolves once, also when it fails
  bool asked_dns = false;

  /// Lazy resolution, by an address rule that may: at most once, of `host`
  /// (never of the sniffed name), only while the address is unknown.
  void resolve();
};

}  // namespace clashlint
