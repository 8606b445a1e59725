#pragma once

#include <span>

#include "cli/options.h"

namespace clashlint {

/// The rows of `clashlint report`, in the order of the help.
std::span<const OptionRow> report_rows();

}  // namespace clashlint
