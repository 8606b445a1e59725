#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "cli/app.h"
#include "cli/command/check_plan.h"
#include "cli/inputs.h"
#include "rules/profile/load.h"
#include "rules/profile/shared_data.h"

namespace clashlint {

/// One file that `check` is to look at, with all that has to be known before.
struct CheckLook {
  Input input{};
  std::string path{};  ///< as it is shown
  CheckPlan plan{};
  LoadOptions where{};
  bool profiles_only = false;
  std::size_t mended = 0;  ///< fixes that were written
  std::string fault{};     ///< why it cannot be looked at
  bool ends = false;       ///< nor anything behind it: its configuration is at fault
};

/// The files in their order, each once; the last one `ends` where a configuration
/// cannot be used. A layer gives the profiles that it is laid over. What they refer
/// to is read into `shared`.
std::vector<CheckLook> looks_for(const CheckOptions& options, const Environment& environment,
                                 const std::vector<Input>& inputs, SharedData& shared);

}  // namespace clashlint
