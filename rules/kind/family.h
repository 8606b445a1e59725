#pragma once

#include "rules/kind/rule.h"

namespace clashlint {

/// What kinds of rules have in common, as the flags of `kinds.def` say.

/// DOMAIN to DOMAIN-WILDCARD: the row itself says which names.
bool names_hosts(RuleKind kind);

/// Looks at the address that the connection goes to, and asks DNS for it where
/// there is none: GEOIP, IP-ASN, IP-CIDR, IP-CIDR6, IP-SUFFIX, unless `src` turns it round.
bool looks_at_destination(RuleKind kind);

/// SRC-…: looks at the address that the connection comes from.
bool looks_at_source(RuleKind kind);

/// The row may end in `no-resolve`: the same, and RULE-SET.
bool takes_no_resolve(RuleKind kind);

/// PROCESS-…, UID: the core has to look for the process of the connection.
bool looks_at_process(RuleKind kind);

}  // namespace clashlint
