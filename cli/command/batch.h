#pragma once

#include <iosfwd>

#include "analyzer/match/answer.h"

namespace clashlint {

struct Profile;
class Sources;

/// Answers questions as they come: one line in, one line out, flushed when
/// `interactive`. A line that is no question gets an error object and the
/// stream goes on; blank lines get nothing.
void run_batch(const Profile& profile, const Sources& sources, const Selections& selections, std::istream& in,
               std::ostream& out, bool interactive);

}  // namespace clashlint
