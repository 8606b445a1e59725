#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "cli/app.h"

namespace clashlint {

/// `clashlint check`; the arguments behind the command's name, the exit code back.
int run_check(const std::vector<std::string>& args, const Environment& environment, std::istream& in,
              std::ostream& out, std::ostream& err);

}  // namespace clashlint
