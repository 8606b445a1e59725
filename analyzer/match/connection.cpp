#include "analyzer/match/connection.h"

namespace clashlint {

void Connection::resolve() {
  if (host.empty() || dst_ip || resolve_tried) return;
  resolve_tried = true;
  asked_dns = true;
  dst_ip = query->dns;
}

}  // namespace clashlint
