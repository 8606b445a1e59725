#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/render/paint.h"
#include "rules/base/finding.h"

namespace clashlint {

/// One line a row, columns aligned in terminal cells, marks behind an arrow;
/// each begins with `indent` and ends with a line break.
std::string table_text(const FindingTable& table, std::string_view indent, const Paint& paint);

/// What stands below a finding, line by line, for formats that have only text: its table and notes.
std::vector<std::string> plain_remarks(const Finding& finding);

}  // namespace clashlint
