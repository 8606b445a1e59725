#include "rules/kind/family.h"

#include "rules/kind/kind_flags.h"

namespace clashlint {
namespace {

constexpr unsigned kFlags[] = {
#define RULE_KIND(enumerator, keyword, shown, flags) flags,
#include "rules/kind/kinds.def"
#undef RULE_KIND
};

bool has(RuleKind kind, KindFlag flag) { return (kFlags[static_cast<unsigned>(kind)] & flag) != 0; }

}  // namespace

bool names_hosts(RuleKind kind) { return has(kind, host) && kind != RuleKind::geosite; }

bool looks_at_destination(RuleKind kind) { return has(kind, address) && kind != RuleKind::rule_set; }

bool looks_at_source(RuleKind kind) { return has(kind, source); }

bool takes_no_resolve(RuleKind kind) { return has(kind, address); }

bool looks_at_process(RuleKind kind) { return has(kind, process); }

}  // namespace clashlint
