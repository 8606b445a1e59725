#pragma once

#include <span>

#include "cli/options.h"

namespace clashlint {

/// The rows of `clashlint lock`, in the order of the help.
std::span<const OptionRow> lock_rows();

}  // namespace clashlint
