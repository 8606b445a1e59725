#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/kind/parse.h"

namespace clashlint {

/// What is said of a rule that the core does not take.
struct RuleFaultWords {
  std::string_view check;  ///< the id of `checks.def`
  std::string message;
  std::vector<std::string> notes{};  ///< what the type wants
};

RuleFaultWords words_of(const RuleFault& fault);

/// The piece of `row` that is at fault: the type or the payload, of the inner
/// condition where the fault is in one. Empty where the row does not have it
/// letter by letter. Views point into `row`; `tokens` are the row's.
std::string_view fault_piece(std::string_view row, const RuleTokens& tokens, const RuleFault& fault);

/// What a range should have been, where an address stands without its length:
/// `10.0.0.1/32`; empty otherwise.
std::string meant_range(const RuleFault& fault);

}  // namespace clashlint
