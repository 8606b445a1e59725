#pragma once

#include "analyzer/match/query.h"
#include "cli/render/json_library.h"

namespace clashlint {

/// The fields of a question, as `explain --batch` takes them; what is not given is left out.
Json ask_json(const Query& query);

}  // namespace clashlint
