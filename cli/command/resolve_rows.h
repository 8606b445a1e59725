#pragma once

#include <span>

#include "cli/options.h"

namespace clashlint {

/// The rows of `clashlint resolve`, in the order of the help.
std::span<const OptionRow> resolve_rows();

}  // namespace clashlint
