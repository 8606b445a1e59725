#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "analyzer/check/settings.h"
#include "analyzer/recognise/recognise.h"
#include "rules/base/finding.h"
#include "rules/base/source.h"
#include "rules/profile/load.h"

namespace clashlint {

/// All that is said about one profile.
struct Inspection {
  Recognised kind{};
  Findings findings{};         ///< in the order of the text, severities as the settings say
  std::size_t suppressed = 0;  ///< taken out by comments
};

/// Runs every check that is on over a profile, sets aside what comments
/// suppress, and sorts. Where the file is something else, this is all that is
/// said: of what the core refuses as a finding, of what it takes in `kind` alone.
/// Findings of the loader are taken out of `loaded`'s copy
/// only: `loaded` stays as it is.
Inspection inspect(const Sources& sources, const LoadedProfile& loaded, const Settings& settings);

}  // namespace clashlint
