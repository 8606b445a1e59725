#pragma once

#include <span>
#include <string>

#include "analyzer/check/check.h"

namespace clashlint {

/// clashlint-checks(7): every check with its page, in mdoc(7).
std::string check_manual(std::span<const Check* const> checks);

}  // namespace clashlint
