#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "cli/app.h"

namespace clashlint {

/// `clashlint test PROFILE FILE…`: routing tests; with `--record`, the routing of hosts as a test file.
int run_test(const std::vector<std::string>& args, const Environment& environment, std::ostream& out,
             std::ostream& err);

}  // namespace clashlint
