#pragma once

#include <span>
#include <string_view>

#include "analyzer/check/check.h"

namespace clashlint {

/// Every check, by category and then by id.
std::span<const Check* const> all_checks();

/// Null: there is no such check.
const Check* find_check(std::string_view id);

/// The category of a finding: `load` where the core does not start because of
/// it, else its check's.
Category category_of(const Finding& finding);

}  // namespace clashlint
