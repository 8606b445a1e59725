#pragma once

#include "rules/profile/context.h"

namespace clashlint {

/// `proxy-groups` and the implicit GLOBAL group, with the members each has in
/// effect (`semantics.md` B.6–B.9). After proxies and proxy-providers.
void load_groups(LoadContext& context);

}  // namespace clashlint
