#include "cli/profile_plan.h"

#include <algorithm>
#include <filesystem>
#include <iterator>

#include "cli/config_finder.h"
#include "cli/render/printable.h"

namespace fs = std::filesystem;

namespace clashlint {
namespace {

ProfilePlan failed(std::string message, int code) {
  return {.error = "clashlint: " + std::move(message) + "\n", .code = code};
}

}  // namespace

void read_profile_wish(OptionReader& reader, const RawOptions& raw, ProfileWish& wish) {
  reader.text("--home", wish.home);
  if (const std::string* const config = raw.value("--config")) wish.config = *config;
  wish.no_config = raw.count("--no-config") > 0;
  if (wish.no_config && wish.config) reader.fail("--config and --no-config contradict each other");
  read_layers_wish(reader, raw, "--layer", wish.layers);
}

void read_layers_wish(OptionReader& reader, const RawOptions& raw, std::string_view option,
                      std::vector<WantedLayer>& layers) {
  Result<std::vector<WantedLayer>> given = read_layer_words(raw, option);
  if (!given) return reader.fail(given.error());
  std::ranges::move(*given, std::back_inserter(layers));
}

ProfilePlan plan_profile(const ProfileWish& wish, const Environment& environment) {
  std::error_code ignored;
  if (!wish.home.empty() && !fs::is_directory(wish.home, ignored))
    return failed("--home: " + printable(wish.home) + " is no folder", kExitUnreadable);
  ProfilePlan plan{.options = {.home = wish.home, .geodata_home = environment.geodata_home}};
  std::vector<WantedLayer> wanted = wish.layers;
  if (!wish.no_config) {
    ConfigFinder finder(wish.config);
    const Result<const Config*> found = finder.config_for(wish.path);
    if (!found) return {.error = found.error(), .code = kExitUsage};
    if (*found != nullptr) {
      const Config& config = **found;
      plan.files.push_back(wish.config.value_or((fs::path(config.folder) / ".clashlint.yaml").string()));
      const std::string from_config = path_from(config.folder, wish.path);
      const FileSettings settings = settings_for(config, from_config);
      plan.excluded = std::ranges::any_of(
          config.exclude, [&](const std::string& pattern) { return path_matches(pattern, from_config); });
      if (plan.options.home.empty() && settings.home)
        plan.options.home = (fs::path(config.folder) / *settings.home).lexically_normal().string();
      if (wanted.empty()) wanted = layers_of(config, settings);
    }
  }
  for (const WantedLayer& layer : wanted) plan.files.push_back(layer.path);
  LayersRead layers = read_layers(wanted);
  if (layers.code != kExitFine) return failed(layers.error, layers.code);
  plan.options.layers = std::move(layers.layers);
  return plan;
}

}  // namespace clashlint
