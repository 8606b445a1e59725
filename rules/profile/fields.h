#pragma once

#include <span>
#include <vector>

#include "rules/profile/structure.h"

namespace clashlint {

/// The keys that the core reads in rows and providers (`semantics.md` B.5, B.7,
/// E.1, I.3). Each table stands in the file that reads by it; those of proxies
/// are in `proxy_types.h`.
std::vector<FieldSpec> group_fields();  ///< of every type
std::span<const FieldSpec> proxy_provider_fields();
std::span<const FieldSpec> health_check_fields();
std::span<const FieldSpec> provider_override_fields();
std::span<const FieldSpec> rule_provider_fields();
std::span<const FieldSpec> listener_fields();

}  // namespace clashlint
