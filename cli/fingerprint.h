#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/report.h"

namespace clashlint {

/// One name a finding, the same as long as the finding is: it holds where the
/// file stands (`path`), the check, what it says without its numbers, and the
/// text of the line, but no line number and no secret. Findings that are alike
/// in all of that are counted in the order of the file.
std::vector<std::string> fingerprints_of(const FileReport& report, std::string_view path);

}  // namespace clashlint
