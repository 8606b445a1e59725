#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/app.h"
#include "cli/layers.h"
#include "cli/option_reader.h"

namespace clashlint {

/// The options by which every command that takes one profile is told how to read it.
struct ProfileWish {
  std::string path;
  std::string home;  ///< empty: not given
  std::vector<WantedLayer> layers;
  std::optional<std::string> config;
  bool no_config = false;
};

/// `--home`, `--layer`, `--config` and `--no-config`.
void read_profile_wish(OptionReader& reader, const RawOptions& raw, ProfileWish& wish);

/// Adds the layers that stand behind an option.
void read_layers_wish(OptionReader& reader, const RawOptions& raw, std::string_view option,
                      std::vector<WantedLayer>& layers);

/// How a profile is to be loaded: what the command line says, else what its
/// configuration does. `error`: why it cannot be, whole lines for a person.
struct ProfilePlan {
  LoadOptions options{};
  bool excluded = false;             ///< by the configuration
  std::vector<std::string> files{};  ///< configuration and layers, also those that may be missing
  std::string error{};
  int code = kExitFine;
};
ProfilePlan plan_profile(const ProfileWish& wish, const Environment& environment);

}  // namespace clashlint
