#pragma once

#include <string>
#include <vector>

#include "analyzer/config/config.h"
#include "cli/command/check_options.h"
#include "cli/config_finder.h"
#include "cli/layers.h"
#include "rules/base/result.h"

namespace clashlint {

/// How one file is to be looked at: what the command line says, else its configuration.
struct CheckPlan {
  FileSettings settings;
  FailOn fail_on = FailOn::warning;
  bool excluded = false;
  std::string home{};  ///< empty: the profile's own folder
  std::vector<WantedLayer> layers{};
  std::vector<std::string> laid_over{};  ///< the profiles of a file that is a layer itself
};

/// Error: the configuration cannot be used; whole lines for a person.
Result<CheckPlan> plan_check(const CheckOptions& options, ConfigFinder& configs, const std::string& today,
                             const std::string& path);

}  // namespace clashlint
