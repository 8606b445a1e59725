#pragma once

#include "rules/profile/context.h"

namespace clashlint {

/// `proxy-providers`: definitions, inline nodes, and the files that are there
/// (`semantics.md` B.5). What is not there has no nodes and says so.
void load_proxy_providers(LoadContext& context);

const ProxyProvider* find_proxy_provider(const Profile& profile, std::string_view name);

/// `rule-providers`, first pass: a set for every name, without content (E.1).
void define_rule_sets(LoadContext& context);

/// Second pass, when every set has its place: contents (E.2–E.5, E.9).
void fill_rule_sets(LoadContext& context);

RuleSet* find_rule_set(const Profile& profile, std::string_view name);

}  // namespace clashlint
