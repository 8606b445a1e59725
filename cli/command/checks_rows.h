#pragma once

#include <span>

#include "cli/options.h"

namespace clashlint {

/// The rows of `clashlint checks`, in the order of the help.
std::span<const OptionRow> checks_rows();

}  // namespace clashlint
