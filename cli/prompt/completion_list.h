#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "cli/prompt/candidates.h"

namespace clashlint {

/// What all of them begin with.
std::string common_start(const std::vector<Candidate>& candidates);

/// The candidates in columns that fit into `width` cells, at most `limit` of
/// them; those that are shown with more than themselves, one a line.
std::string listed(const std::vector<Candidate>& candidates, std::size_t limit, int width);

}  // namespace clashlint
