#pragma once

#include "analyzer/match/answer.h"
#include "analyzer/match/query.h"

namespace clashlint {

struct Profile;

struct WalkOptions {
  bool steps = false;    ///< fill Answer::steps
  bool reasons = false;  ///< and why each rule did not match
};

/// The plain first-match walk (`semantics.md` D): slow, obvious, the reference
/// for everything else. Pure: the same profile and query give the same answer.
/// Linear in the rules that are looked at.
Answer walk(const Profile& profile, const Query& query, const Selections& selections = {},
            WalkOptions options = {});

}  // namespace clashlint
