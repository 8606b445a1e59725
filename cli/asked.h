#pragma once

#include <string>

#include "analyzer/match/query.h"

namespace clashlint {

/// One host that is asked about.
struct Asked {
  std::string shown;  ///< the heading of its answer: `openrouter.ai:443`
  std::string note;   ///< worth saying beside it; usually empty
  Query query;
};

}  // namespace clashlint
