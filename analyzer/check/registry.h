#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "analyzer/check/check.h"

namespace clashlint {

/// Every check, by category and then by id.
std::span<const Check* const> all_checks();

/// Null: there is no such check.
const Check* find_check(std::string_view id);

/// The one that was probably meant by a word that is no id.
std::optional<std::string_view> nearest_check(std::string_view word);

/// The category of a finding: `load` where the core does not start because of
/// it, else its check's.
Category category_of(const Finding& finding);

}  // namespace clashlint
