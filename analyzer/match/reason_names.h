#pragma once

#include <string>
#include <string_view>

#include "analyzer/match/connection.h"
#include "rules/kind/rule.h"

namespace clashlint {

/// Why a row of names (DOMAIN, DOMAIN-SUFFIX, DOMAIN-KEYWORD) does not take a
/// name: whole name or whole labels, case, a beginning that only lists know.
/// Only for rows that do not take it.
std::string name_row_reason(RuleKind kind, std::string_view payload, std::string_view name);

/// The same for every rule on names, DOMAIN-WILDCARD and DOMAIN-REGEX included, on
/// a connection whose name may have been sniffed.
std::string name_rule_reason(const Rule& rule, const Connection& connection);

/// `the name is x` that is not there: of an address.
inline constexpr std::string_view kNoName = "there is no name, only an address";

}  // namespace clashlint
