#pragma once

#include <string>
#include <string_view>

#include "rules/profile/profile.h"

namespace clashlint {

/// The day that a file of data says it was made: the first date in the comments
/// at its head, or the build time of a database; YYYY-MM-DD, empty where it says
/// nothing. Never the time of the file itself, which a checkout or a copy changes.
std::string data_date(const DataFile& file, std::string_view bytes);

}  // namespace clashlint
