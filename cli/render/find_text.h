#pragma once

#include <string>
#include <vector>

#include "analyzer/query/exits.h"
#include "cli/render/paint.h"
#include "rules/base/source.h"

namespace clashlint {

/// What `find` found.
struct FindView {
  const Sources& sources;
  const Profile& profile;
  Exits& exits;
  const std::vector<FoundExit>& found;
};

/// One connection a line, with its rule and where it leads; or that there is none.
std::string find_text(const FindView& view, Paint paint);

std::string find_json(const FindView& view);

/// `Taken as empty, as it is not here: x.` with a line break; empty where all is here.
std::string unseen_sets(const Profile& profile);

}  // namespace clashlint
