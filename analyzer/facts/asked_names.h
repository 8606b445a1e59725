#pragma once

#include <vector>

#include "analyzer/facts/judged_lists.h"

namespace clashlint {

/// What a row that makes the core resolve every name does to the names of rows
/// below it that go through a proxy: they are asked of a resolver first.
struct AskedNames {
  int asker = -1;           ///< -1: no row does
  std::vector<int> rows{};  ///< alive, about names, and with a proxy for a target
  int rest = -1;            ///< the MATCH below, if it leads to a proxy

  /// The answer decides where one of them goes: `address-before-name` tells that, and of the
  /// question with it. Then there is nothing left to tell of this row.
  bool decided_by_address = false;
};

AskedNames asked_names(const Profile& profile, const JudgedLists::List& list);

}  // namespace clashlint
