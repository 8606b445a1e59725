#pragma once

#include <string>
#include <string_view>

#include "rules/profile/profile.h"

namespace clashlint {

/// A server of `dns` as a person should see it: `223.5.5.5`, `https://doh.pub/dns-query`.
/// A path that is not the usual one may be secret.
std::string nameserver_name(std::string_view server);

/// Who is asked for a name while rules are looked at, to be put behind "asks":
/// `223.5.5.5`, `https://doh.pub/dns-query and 1 more`, `the system's resolver`.
std::string resolver_words(const Profile& profile);

}  // namespace clashlint
