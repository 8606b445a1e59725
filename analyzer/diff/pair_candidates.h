#pragma once

#include <functional>

#include "analyzer/diff/align.h"
#include "analyzer/query/way_list.h"

namespace clashlint {

/// Calls `visit(before, after)` for pairs of ways between which a connection may go over:
/// one of them is not the same on both sides, and nothing that is takes it before. Ways of
/// plain names that have none in common are left out where there are many. Stops when
/// `visit` says no.
void visit_candidates(const WayList& before, const WayList& after, const Alignment& ways,
                      const std::function<bool(int before, int after)>& visit);

/// As many pairs are looked at without asking which names ways have in common.
inline constexpr std::size_t kMaxPlainPairs = 20'000;

}  // namespace clashlint
