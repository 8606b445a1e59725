#pragma once

#include <string>
#include <string_view>

#include "analyzer/query/read_wanted.h"
#include "rules/base/source.h"

namespace clashlint {

/// What somebody wrote for a host, taken apart as on the command line.
Result<AskedHost> ask_host(std::string_view text);

/// Faults of a file of ours, a line each: `file:3:5: there is no key "x" here (did you mean "y"?)`.
std::string fault_lines(const Sources& sources, Findings faults);

}  // namespace clashlint
