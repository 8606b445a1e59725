#pragma once

#include <span>

#include "cli/options.h"

namespace clashlint {

/// The rows of `clashlint rules`, in the order of the help.
std::span<const OptionRow> rules_rows();

}  // namespace clashlint
