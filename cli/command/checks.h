#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace clashlint {

/// `clashlint checks [ID]`: every check, or the page of one.
int run_checks(const std::vector<std::string>& args, std::ostream& out, std::ostream& err);

}  // namespace clashlint
