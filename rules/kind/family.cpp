#include "rules/kind/family.h"

namespace clashlint {
namespace {

enum Flag : unsigned {
  plain = 0,
  host = 1,
  source = 8,
  port = 0,
  process = 2,
  inbound = 0,
  logic = 0,
  address = 4,
  payload_last = 0
};

constexpr unsigned kFlags[] = {
#define RULE_KIND(enumerator, keyword, shown, flags) flags,
#include "rules/kind/kinds.def"
#undef RULE_KIND
};

bool has(RuleKind kind, Flag flag) { return (kFlags[static_cast<unsigned>(kind)] & flag) != 0; }

}  // namespace

bool names_hosts(RuleKind kind) { return has(kind, host) && kind != RuleKind::geosite; }

bool looks_at_destination(RuleKind kind) { return has(kind, address) && kind != RuleKind::rule_set; }

bool looks_at_source(RuleKind kind) { return has(kind, source); }

bool takes_no_resolve(RuleKind kind) { return has(kind, address); }

bool looks_at_process(RuleKind kind) { return has(kind, process); }

}  // namespace clashlint
