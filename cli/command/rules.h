#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "cli/app.h"

namespace clashlint {

struct JudgedProfile;

/// `clashlint rules PROFILE`: every row with its verdict. Exits with 3 where a
/// verdict and the walk differ: a fault of ours.
int run_rules(const std::vector<std::string>& args, const Environment& environment, std::ostream& out,
              std::ostream& err);

/// What is said of a row has to be what the walk says: tells where it is not. The exit code.
int report_disagreements(const JudgedProfile& judged, std::ostream& err);

}  // namespace clashlint
