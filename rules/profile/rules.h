#pragma once

#include "rules/profile/context.h"

namespace clashlint {

/// `sub-rules` and `rules` (`semantics.md` C). Every row is kept: one with a
/// fault is marked as not understood. Null rows vanish, as in the core, so
/// indexes are the core's.
void load_rules(LoadContext& context);

}  // namespace clashlint
