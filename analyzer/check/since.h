#pragma once

#include "rules/base/finding.h"
#include "rules/base/source.h"

namespace clashlint {

/// Takes out what was found in an older state of the file as well: the same check says
/// the same of the same text, wherever it stands. What a change makes of a row that
/// did not change is new.
void keep_new(const Sources& sources, Findings& findings, const Sources& old_sources,
              const Findings& old_findings);

}  // namespace clashlint
