#pragma once

#include <string>
#include <string_view>

#include "analyzer/match/connection.h"
#include "analyzer/match/evaluate.h"
#include "rules/profile/profile.h"

namespace clashlint {

/// Why a list does not take a connection: the entry that almost does, or that
/// nothing in it is near. One pass over the entries. Only where it takes none.
std::string rule_set_reason(const Profile& profile, const RuleSet& set, const Connection& after, Scope scope);

/// The same for a list of GeoSite.dat, which may be asked for what it does not hold.
std::string geosite_reason(const GeositeList& list, std::string_view name);

/// A name that no entry of a set takes, and the nearest entry.
std::string domain_set_reason(const DomainSet& set, std::string_view name);

}  // namespace clashlint
