#pragma once

#include <iosfwd>

#include "cli/app.h"
#include "cli/command/explain_options.h"

namespace clashlint {

/// `clashlint explain PROFILE` without a host: asks at a terminal, else reads
/// lines and answers them. The exit code is 2 where a line of a pipe was not understood.
int run_prompt(const RawOptions& raw, const ExplainOptions& options, const Environment& environment,
               std::istream& in, std::ostream& out, std::ostream& err);

}  // namespace clashlint
