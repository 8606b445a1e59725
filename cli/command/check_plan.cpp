#include "cli/command/check_plan.h"

#include <algorithm>
#include <filesystem>

namespace fs = std::filesystem;

namespace clashlint {

Result<CheckPlan> plan_check(const CheckOptions& options, ConfigFinder& configs, const std::string& today,
                             const std::string& path) {
  Config config;
  if (!options.no_config) {
    const Result<const Config*> found = configs.config_for(path);
    if (!found) return Error{found.error()};
    if (*found != nullptr) config = **found;
  }
  const std::string from_config = path_from(config.folder, path);
  config.blocks.push_back(options.block);
  CheckPlan plan{.settings = settings_for(config, from_config)};
  plan.settings.settings.today = options.today.empty() ? today : options.today;
  if (plan.settings.home)
    plan.home = (fs::path(config.folder) / *plan.settings.home).lexically_normal().string();
  if (options.home) plan.home = *options.home;
  plan.layers = options.layers.empty() ? layers_of(config, plan.settings) : options.layers;
  if (options.layers.empty()) plan.laid_over = profiles_with_layer(config, from_config);
  plan.fail_on = options.fail_on.value_or(config.fail_on.value_or(FailOn::warning));
  plan.excluded = std::ranges::any_of(
      config.exclude, [&](const std::string& pattern) { return path_matches(pattern, from_config); });
  return plan;
}

}  // namespace clashlint
