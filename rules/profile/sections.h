#pragma once

#include "rules/profile/context.h"

namespace clashlint {

/// The sections that stand alone, in the order of the core's checks
/// (`semantics.md` A.1). Each reports every fault it finds.

void load_general(LoadContext& context);     ///< mode, ipv6, find-process-mode
void load_controller(LoadContext& context);  ///< external-ui paths
void load_listeners(LoadContext& context);   ///< I.3
void load_hosts(LoadContext& context);       ///< G.9
void load_dns(LoadContext& context);         ///< G.1–G.5
void load_tunnels(LoadContext& context);     ///< I.4
void load_sniffer(LoadContext& context);     ///< H.1

}  // namespace clashlint
