#pragma once

#include "rules/profile/context.h"

namespace clashlint {

/// Reports what the core's typed reading refuses: wrong types, unknown words
/// of enumerations, bad prefixes, keys written twice, merges of non-mappings
/// (`semantics.md` A.3). Unknown keys are not looked into. Linear.
void check_schema(LoadContext& context);

}  // namespace clashlint
