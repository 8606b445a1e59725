#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "cli/app.h"

namespace clashlint {

/// `clashlint find PROFILE`: a connection with a property for each rule that gives
/// it one, or the proof that there is none.
int run_find(const std::vector<std::string>& args, const Environment& environment, std::ostream& out,
             std::ostream& err);

}  // namespace clashlint
