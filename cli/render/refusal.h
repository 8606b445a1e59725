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

/// The command that tells all faults: `clashlint check profile.yaml --layer nikki:mixin.yaml`.
std::string check_command(const LoadedProfile& loaded, const Sources& sources);

/// The first fault as `clashlint check` shows it, and how many there are besides.
std::string refusal_text(const LoadedProfile& loaded, const Sources& sources);

}  // namespace clashlint
