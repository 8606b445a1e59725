#pragma once

#include <string>
#include <vector>

#include "analyzer/diff/route_diff.h"
#include "analyzer/diff/setting_diff.h"
#include "analyzer/query/read_wanted.h"

namespace clashlint {

/// A change that somebody wants.
struct ExpectedChange {
  Wanted wanted{};
  std::vector<std::string> sets{};  ///< rule-sets: the names and addresses in them, before or after
  std::vector<std::string> from{};  ///< targets; empty: any
  std::vector<std::string> to{};
  Span span{};
};

/// A file for `diff --expect`.
struct Expectations {
  std::vector<ExpectedChange> changes{};
  std::vector<std::string> settings{};  ///< groups, nodes and settings that may change
  bool dns = false;                     ///< DNS may change
};

/// Faults are those of the file.
Expectations read_expectations(const Sources& sources, FileId file, const HostParser& parse,
                               Findings& faults);

/// A change of which not all was expected.
struct Unexpected {
  std::size_t change = 0;  ///< of `RouteDiff::changes`
  Witness witness{};       ///< a connection that nobody expected to change
  std::string why{};       ///< not empty: it is not known whether all of it was expected
};
std::vector<Unexpected> unexpected_changes(ProfilePair& pair, const RouteDiff& diff,
                                           const Expectations& expected);

/// Expected changes that no connection makes.
std::vector<const ExpectedChange*> idle_expectations(ProfilePair& pair, const RouteDiff& diff,
                                                     const Expectations& expected);

}  // namespace clashlint
