#pragma once

#include <cstddef>
#include <string>

#include "rules/base/finding.h"

namespace clashlint {

struct LoadedProfile;
class Sources;

/// The first fault that makes the core refuse the profile; null if there is none.
const Finding* first_error(const LoadedProfile& loaded);
std::size_t error_count(const LoadedProfile& loaded);

/// What the core itself says, unless it says the same or repeats fields of a
/// proxy or a listener: those are nobody else's business.
std::string core_words(const Finding& finding);

/// `profile.yaml:29:5 error: …  [check-id]`, what the core says, and how many
/// faults there are besides. The line itself is not shown: it may be a proxy's
/// and hold its password.
std::string refusal_text(const LoadedProfile& loaded, const Sources& sources);

}  // namespace clashlint
