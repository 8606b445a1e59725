#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/match/answer.h"

namespace clashlint {

/// A world of few names, addresses and ports, in which every connection can be walked.

/// Rows over it; `%` stands for the target.
const std::vector<std::string>& small_rows();
/// A node that carries UDP, one that does not, and a group that can choose both and PASS.
const std::vector<std::string>& small_targets();
/// A row with its target.
std::string small_row(std::string_view row, std::string_view target);

/// The profile with these rows for `rules`, and perhaps more sub-rule lists: `list: […]`.
std::string small_world_of(const std::vector<std::string>& rows, std::string_view sub_rules = {});

std::vector<Query> small_queries();
/// What the group can choose.
std::vector<Selections> small_choices();

}  // namespace clashlint
