#pragma once

#include <cstddef>

#include "analyzer/facts/judged_lists.h"
#include "rules/profile/profile.h"

namespace clashlint {

/// The rows of a classical list for which the core resolves a name.
struct AskingRows {
  std::size_t count = 0;
  const Rule* first = nullptr;
};
AskingRows asking_rows(const RuleSet& set);

/// The row of a RULE-SET without `no-resolve` that is about names and for which
/// the core resolves all others, as its list has addresses in it; -1: none, or
/// DNS was asked by a row above. What follows from its addresses is told of the
/// list (`provider-resolves`), and not of the row as one about addresses.
int first_asking_list(const JudgedLists::List& list);

}  // namespace clashlint
