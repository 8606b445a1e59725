#pragma once

namespace clashlint {

/// The contract with scripts; the same in every output format.
constexpr int kExitFine = 0;
constexpr int kExitRefused = 1;     ///< the core refuses the profile
constexpr int kExitUsage = 2;       ///< wrong use
constexpr int kExitUnreadable = 3;  ///< a file could not be read, or a fault of ours

}  // namespace clashlint
