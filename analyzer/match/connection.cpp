#include "analyzer/match/connection.h"

#include "analyzer/match/dns_view.h"
#include "rules/profile/profile.h"

namespace clashlint {

void Connection::resolve() {
  if (host.empty() || dst_ip || resolve_tried) return;
  resolve_tried = true;
  asked_dns = true;
  dst_ip = query->dns;
}

Connection connect(const Profile& profile, const Query& query) {
  Connection connection;
  connection.query = &query;
  connection.host = query.host;
  connection.src_ip = query.src_ip ? std::optional(unmapped(*query.src_ip)) : std::nullopt;
  connection.dst_ip = query.dst_ip ? std::optional(unmapped(*query.dst_ip)) : std::nullopt;
  if (const std::optional<IpAddress> address = parse_ip(connection.host)) {
    connection.dst_ip = unmapped(*address);
    connection.host.clear();
  }
  if (!connection.host.empty()) {
    const HostsView view = look_up_hosts(profile.hosts, connection.host);
    if (!view.alias.empty()) connection.host = view.alias;
    if (!view.addresses.empty()) connection.dst_ip = view.addresses.front();
  }
  connection.rule_host = query.sniff_host.empty() ? connection.host : query.sniff_host;
  return connection;
}

}  // namespace clashlint
