#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "cli/app.h"

namespace clashlint {

/// `clashlint lock [PATHS…]`: writes down the lists and databases that profiles depend on.
int run_lock(const std::vector<std::string>& args, const Environment& environment, std::ostream& out,
             std::ostream& err);

}  // namespace clashlint
