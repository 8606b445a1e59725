#pragma once

#include "rules/base/finding.h"
#include "rules/base/source.h"

namespace clashlint {

/// Gives what fixes write the line ends of the file they write into: those of
/// its first line. Checks write `\n`.
void keep_line_ends(const Sources& sources, Findings& findings);

}  // namespace clashlint
