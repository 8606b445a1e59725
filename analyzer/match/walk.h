#pragma once

#include <string_view>
#include <vector>

#include "analyzer/match/answer.h"
#include "analyzer/match/query.h"

namespace clashlint {

class ListAnswers;
struct Connection;
struct Profile;

struct WalkOptions {
  bool steps = false;                           ///< fill Answer::steps
  bool reasons = false;                         ///< and why each rule did not match
  int without = -1;                             ///< the rule at this index of the list is left out
  const std::vector<bool>* left_out = nullptr;  ///< by row of the list: it is not looked at
  bool rule_mode = false;                       ///< rules are looked at whatever the profile's `mode` says
  std::string_view assume_held = {};            ///< the missing set of this name holds the connection
  const std::vector<int>* rows = nullptr;       ///< of `rules`, in order: the others are known not to take it
  bool dns_view = true;                         ///< say also what DNS does with the name
  ListAnswers* lists = nullptr;                 ///< what is known of lists of names; not with `steps`
};

/// The plain first-match walk (`semantics.md` D): slow, obvious, the reference
/// for everything else. Pure: the same profile and query give the same answer.
/// Linear in the rules that are looked at.
Answer walk(const Profile& profile, const Query& query, const Selections& selections = {},
            WalkOptions options = {});

/// As above, from where the rules begin: `connect` has been called.
Answer walk(const Profile& profile, Connection connection, const Selections& selections, WalkOptions options);

}  // namespace clashlint
