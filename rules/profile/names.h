#pragma once

#include <memory>
#include <string_view>

#include "rules/profile/context.h"

namespace clashlint {

/// The name space of built-ins, proxies and groups (`semantics.md` B.1): names
/// are compared byte by byte.
const Outbound* find_outbound(const Profile& profile, std::string_view name);

/// Takes ownership and puts it into the name space, in place of one of the same name.
Outbound& add_named(Profile& profile, std::unique_ptr<Outbound> outbound);

/// Takes ownership of a provider's node, which has no place in the name space.
Outbound& add_unnamed(Profile& profile, std::unique_ptr<Outbound> outbound);

/// Adds the other place of a name, or says that it is built in.
void point_at(Finding& finding, const Outbound& other);

}  // namespace clashlint
