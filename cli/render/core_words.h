#pragma once

#include <string>

namespace clashlint {

struct Finding;

/// What the core itself says, on one line, unless it says the same or repeats
/// fields of a proxy or a listener: those are nobody else's business.
std::string core_words(const Finding& finding);

}  // namespace clashlint
