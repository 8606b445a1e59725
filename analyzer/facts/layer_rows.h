#pragma once

#include <cstdint>
#include <unordered_map>
#include <unordered_set>

#include "analyzer/facts/dead_row.h"
#include "rules/kind/rule.h"
#include "rules/profile/load.h"

namespace clashlint {

struct SpanHash {
  std::size_t operator()(const Span& span) const {
    return std::hash<std::uint64_t>()((std::uint64_t{span.file} << 32) ^ (std::uint64_t{span.begin} << 8) ^
                                      span.end);
  }
};
using SpanSet = std::unordered_set<Span, SpanHash>;

/// Rows of `rules` and `sub-rules` by the place where they are written, each
/// with what a layer did to put it where it stands.
using AddedRows = std::unordered_map<Span, const LayerEffect*, SpanHash>;
AddedRows added_rows(const LoadedProfile& loaded);

/// Marks rows that a layer put behind a MATCH so that they do not win, or win UDP
/// alone: what else could be said of them is not the point.
void mark_stranded(const AddedRows& added, const std::vector<Rule>& rules, std::vector<DeadRow>& dead);

/// Keys at the top that are orders for another client, by their place.
SpanSet stray_keys(const LoadedProfile& loaded);

}  // namespace clashlint
