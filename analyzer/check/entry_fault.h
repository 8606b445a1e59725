#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "analyzer/check/facts.h"
#include "rules/profile/lost_entries.h"

namespace clashlint {

/// What happens to an entry that is not what its list takes.
enum class EntryEnd : std::uint8_t {
  dropped,  ///< the core passes over it
  dead,     ///< it is in the set, and no connection is like that
  misread,  ///< it is taken for something else; `reason` says it all
};

/// Why. Entries of one list with the same end and reason are told together.
struct EntryFault {
  EntryEnd end = EntryEnd::dropped;
  std::string reason{};  ///< of one entry or of many: `a list of names holds no links`
  std::string detail{};  ///< of this entry alone: `USER-AGENT`
  std::string note{};
  std::string core_message{};
  bool harmless = false;  ///< nobody meant it to take something
};

/// Nothing for what a line of its own says elsewhere: a second head, or a
/// pattern in the profile that `wrong-pattern-language` tells of.
std::optional<EntryFault> fault_of_lost(const Facts& facts, const RuleSet& set, const LostEntry& lost);

/// The same for one of `RuleSet::odd`. Most of those are as they should be.
std::optional<EntryFault> fault_of_odd(const Facts& facts, const RuleSet& set, std::size_t index);

}  // namespace clashlint
