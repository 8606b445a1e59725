#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "cli/app.h"

namespace clashlint {

/// `clashlint diff OLD NEW`: what a change does to connections.
int run_diff(const std::vector<std::string>& args, const Environment& environment, std::ostream& out,
             std::ostream& err);

}  // namespace clashlint
