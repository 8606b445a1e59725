#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace clashlint {

/// `clashlint completions`; the arguments behind the command's name, the exit code back.
int run_completions(const std::vector<std::string>& args, std::ostream& out, std::ostream& err);

}  // namespace clashlint
