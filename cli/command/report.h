#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "cli/app.h"

namespace clashlint {

/// `clashlint report PROFILE`: a page that answers where hosts go. Exits as `rules` does.
int run_report(const std::vector<std::string>& args, const Environment& environment, std::ostream& out,
               std::ostream& err);

}  // namespace clashlint
