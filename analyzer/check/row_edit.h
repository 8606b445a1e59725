#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rules/base/finding.h"
#include "rules/base/source.h"

namespace clashlint {

enum class Beside { above, below };

/// Writes new rows above or below another one of a list of rules, in its form. Nothing
/// where that one does not stand alone on its line (`[a, b]`, an alias, an anchor), or
/// where a new one would have to be quoted.
std::optional<Edit> insert_rows(const Sources& sources, Span other, Beside beside,
                                const std::vector<std::string>& rows);

}  // namespace clashlint
