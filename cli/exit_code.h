#pragma once

namespace clashlint {

/// The contract with scripts; the same in every output format.
constexpr int kExitFine = 0;
constexpr int kExitFindings = 1;    ///< findings, or the core refuses the profile
constexpr int kExitUsage = 2;       ///< wrong use
constexpr int kExitUnreadable = 3;  ///< a file could not be read, or a fault of ours

}  // namespace clashlint
