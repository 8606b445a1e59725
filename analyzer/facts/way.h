#pragma once

#include <span>
#include <string_view>

#include "analyzer/match/answer.h"
#include "rules/profile/profile.h"

namespace clashlint {

/// How a connection leaves: two that have the same way leave by one outbound
/// whatever groups choose. Groups with one member are looked through.
struct Way {
  enum class Kind { none, direct, reject, outbound };
  Kind kind = Kind::none;
  const Outbound* at = nullptr;  ///< outbound: the node, or the first group with a choice

  friend bool operator==(const Way& a, const Way& b) {
    return a.kind == b.kind && (a.kind != Kind::outbound || a.at == b.at);
  }
};

Way way_of(const Profile& profile, const Answer& answer);
/// The same for the name of a target.
Way way_to(const Profile& profile, std::string_view target);

/// One of several connections that belong together.
struct Companion {
  Way way{};
  bool said = false;  ///< a rule was written for it; MATCH, say, was not
};

/// The way that most go of those for which something is said, else of all; the earliest of several.
/// At least one has to be there.
Way way_of_most(std::span<const Companion> all);

/// Whether two ways part whatever their groups choose: nothing that one can end at is among the
/// ends of the other.
bool surely_part(const Way& a, const Way& b);

}  // namespace clashlint
