#pragma once

#include "rules/profile/profile.h"
#include "rules/value/name_entry.h"

namespace clashlint {

/// Whether a `geosite:` or `rule-set:` entry takes all names that a plain entry
/// does, by one test of its own or by two of the same text.
bool takes_all(const NameMatcher& list, const NameEntry& entry);

/// The names of such a list, if it is made of plain ones alone; null: it is not, or is not there.
const DomainSet* plain_names(const NameMatcher& list);

}  // namespace clashlint
