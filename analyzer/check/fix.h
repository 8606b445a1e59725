#pragma once

#include <cstddef>
#include <string>

#include "rules/base/finding.h"
#include "rules/base/source.h"

namespace clashlint {

struct FixedText {
  std::string text;
  std::size_t made = 0;  ///< fixes that were written
};

/// Makes the first fix of each finding that is allowed (`unsafe` ones only if
/// asked for) in one file. A fix that touches bytes of another one, or reaches into another file,
/// waits for the next round: its place may have changed. Linear in the text.
FixedText apply_fixes(const Sources& sources, FileId file, const Findings& findings, bool with_unsafe);

}  // namespace clashlint
