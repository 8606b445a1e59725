#pragma once

#include <string_view>
#include <vector>

#include "rules/base/result.h"

namespace clashlint {

/// The texts of the outermost parenthesised parts of a logic payload, the pair
/// around the whole payload left out (`semantics.md` C.7). Quoting and
/// escaping mean nothing; text between the parts is ignored. Errors:
/// `payload format error`, `missing '('`, `format error is missing )`. Linear.
Result<std::vector<std::string_view>> logic_parts(std::string_view payload);

}  // namespace clashlint
