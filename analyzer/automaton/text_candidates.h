#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analyzer/automaton/text_want.h"

namespace clashlint {

/// What stands in front of a suffix in names that nothing but a test of the
/// suffix is likely to take; the plainest first.
inline constexpr std::string_view kLikelyFronts[] = {"www.", "a.", "x7q.", "zz9.x7q.", "0-_k."};

/// Names that may do for what is wanted, such as a person can read.
std::vector<std::string> likely_names(const Wants& wants);

/// Of a pattern that no automaton takes: its literal runs put together in many ways.
std::vector<std::string> guessed_names(std::string_view pattern);

}  // namespace clashlint
