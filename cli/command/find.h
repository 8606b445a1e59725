#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "cli/app.h"
#include "cli/command/find_options.h"
#include "cli/render/paint.h"
#include "rules/profile/load.h"

namespace clashlint {

/// `clashlint find PROFILE`: a connection with a property for each rule that gives
/// it one, or the proof that there is none.
int run_find(const std::vector<std::string>& args, const Environment& environment, std::ostream& out,
             std::ostream& err);

/// The same of a profile that is loaded; of its options those about loading do not count.
int find_in(const LoadedProfile& loaded, const Sources& sources, const FindOptions& options, Paint paint,
            std::ostream& out, std::ostream& err);

}  // namespace clashlint
