#pragma once

#include <optional>

#include "analyzer/facts/judged_lists.h"
#include "rules/base/finding.h"
#include "rules/base/source.h"

namespace clashlint {

/// Adds `no-resolve` to every row from `first` up to `end` that makes the core
/// resolve names. Nothing where one of them cannot take it, or where they are many.
std::optional<Fix> add_no_resolve(const Sources& sources, const JudgedLists::List& list, int first, int end);

/// Rows that are moved or marked by one fix.
inline constexpr std::size_t kMaxMovedRows = 30;

}  // namespace clashlint
