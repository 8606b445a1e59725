#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/base/finding.h"
#include "rules/base/source.h"
#include "rules/kind/rule.h"

namespace clashlint {

/// Edits of rows of a list, for rows that stand alone on their line: `- row  # comment`.
/// Nothing where one does not (flow lists, anchors, folded text).

/// The line with its break.
std::optional<Edit> delete_row(const Sources& sources, const Rule& rule);

/// The lines of `rows` in front of that of `before`, in their order. Comments
/// right above a row belong to it.
std::optional<std::vector<Edit>> move_rows(const Sources& sources, const std::vector<const Rule*>& rows,
                                           const Rule& before);

enum class Beside { above, below };

/// Lines with `texts` above or below the row whose scalar is at `row`, indented and dashed
/// like it; nothing also where one would have to be quoted, and is not.
std::optional<Edit> add_rows(const Sources& sources, Span row, Beside beside,
                             const std::vector<std::string>& texts);

/// `text` behind the last piece of a row, inside its quotes.
std::optional<Edit> append_to_row(const Sources& sources, const Rule& rule, std::string_view text);

}  // namespace clashlint
