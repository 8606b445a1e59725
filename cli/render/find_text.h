#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analyzer/query/exits.h"
#include "cli/render/paint.h"

namespace clashlint {

/// What `find` found.
struct FindView {
  const Profile& profile;
  Exits& exits;
  const std::vector<Exit>& found;
  const std::vector<std::uint32_t>& lines;  ///< of each way; 0: no rule
};

/// One connection a line, with its rule and where it leads; or that there is none.
std::string find_text(const FindView& view, Paint paint);

std::string find_json(const FindView& view);

/// `Taken as empty, as it is not here: x.` with a line break; empty where all is here.
std::string unseen_sets(const Profile& profile);

}  // namespace clashlint
