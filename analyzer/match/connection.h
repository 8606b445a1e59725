#pragma once

#include <optional>
#include <string>

#include "analyzer/match/query.h"

namespace clashlint {

struct Profile;

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

/// How a query comes to the rules: addresses as host moved (`semantics.md` C.5),
/// `hosts` looked up (D.4 point 2), mapped addresses unmapped (D.2 case 2).
/// `query` must outlive it.
Connection connect(const Profile& profile, const Query& query);

}  // namespace clashlint
