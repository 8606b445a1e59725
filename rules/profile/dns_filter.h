#pragma once

#include "rules/profile/context.h"

namespace clashlint {

/// `fake-ip-filter` in its three modes (`semantics.md` G.5); read in fake-ip mode only.
void load_fake_ip_filter(LoadContext& context, const YamlNode& section);

}  // namespace clashlint
