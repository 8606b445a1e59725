#pragma once

#include <optional>

#include "analyzer/automaton/witness.h"

namespace clashlint {

/// A row about names that stands below rows about addresses: its names are
/// resolved first, and the answer may give them to another row.
struct DnsDecides {
  int asked_by = 0;   ///< the row that makes the core resolve every name that comes here
  int taken_by = 0;   ///< one with another target that some answers give the names to
  Witness witness{};  ///< such a name with such an answer; `taken_by` wins it in the walk
};

/// Nothing where the row is about addresses itself, where names get here without
/// being resolved, or where no answer gives them to another target.
std::optional<DnsDecides> dns_decides(ListModel& model, int row);

}  // namespace clashlint
