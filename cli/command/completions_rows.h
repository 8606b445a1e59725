#pragma once

#include <span>

#include "cli/options.h"

namespace clashlint {

/// The rows of `clashlint completions`, in the order of the help.
std::span<const OptionRow> completions_rows();

}  // namespace clashlint
