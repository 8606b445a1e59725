#pragma once

#include <string_view>
#include <vector>

#include "analyzer/match/query.h"
#include "rules/base/result.h"

namespace clashlint {

/// Reads one line of a batch: a JSON object with the fields of
/// `fixtures/conformance/README.md`. A field that is absent or null is empty or
/// 0; `in_type` is then HTTP and `network` tcp. Unknown and repeated fields,
/// wrong types and values out of range are errors that name the field.
Result<Query> read_question(std::string_view line);

/// The names of the fields, in the order of the README.
std::vector<std::string_view> question_fields();

}  // namespace clashlint
