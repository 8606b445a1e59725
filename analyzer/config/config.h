#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/catalogue/service.h"
#include "analyzer/check/settings.h"
#include "rules/base/finding.h"
#include "rules/base/source.h"
#include "rules/layers/kind.h"

namespace clashlint {

/// From which severity on a finding makes a run fail.
enum class FailOn : std::uint8_t { error, warning, info, never };

/// A file that is laid over a profile.
struct ConfigLayer {
  std::string file;               ///< from the configuration's folder
  std::optional<LayerKind> kind;  ///< nothing: to be told from the file itself
  bool optional = false;          ///< it may be missing
};

/// What a configuration may say of files; what is not said is left alone.
struct ConfigBlock {
  std::vector<std::string> match;  ///< globs over paths from the configuration's folder; empty: every file
  std::optional<Preset> preset;
  std::vector<Choice> choices;  ///< `select`, then `ignore`
  std::vector<std::pair<std::string, Severity>> severities;
  std::map<std::string, std::map<std::string, bool>> options;
  std::optional<std::string> home;  ///< from the configuration's folder
  std::optional<std::vector<ConfigLayer>> layers;
};

/// A `.clashlint.yaml`. Every key is described in clashlint-check(1) and in
/// man/config.schema.json.
struct Config {
  std::string folder;               ///< where it stands, as given; paths in it begin there
  std::vector<ConfigBlock> blocks;  ///< what holds for every file first, then `paths:`
  std::vector<std::string> exclude;
  std::optional<FailOn> fail_on;
  std::vector<std::string> zones;  ///< names below which only a resolver of the network knows what is there
  std::shared_ptr<const std::vector<Service>> services;  ///< with the user's own; null: nothing is said
};

struct LoadedConfig {
  Config config;
  Findings faults;  ///< without a check; any of them makes the configuration unusable
};

/// Reads the text of a configuration. All faults, each at its place.
LoadedConfig read_config(const Sources& sources, FileId file, std::string folder);

/// A glob of a configuration: `*` takes anything, `/` included; a pattern that ends in `/`
/// takes all that is in the folder.
bool path_matches(std::string_view pattern, std::string_view path);

/// What the configuration says of one file, `path` from its folder.
struct FileSettings {
  Settings settings;
  std::optional<std::string> home;
  std::vector<ConfigLayer> layers;
};
FileSettings settings_for(const Config& config, std::string_view path);

/// Words of the command line and of the configuration.
std::optional<Preset> preset_named(std::string_view word);
std::optional<Severity> severity_named(std::string_view word);
std::optional<FailOn> fail_on_named(std::string_view word);

/// Whether a finding makes the run fail.
bool reaches(Severity severity, FailOn threshold);

/// Nothing, or why no check is named so: ids and globs that match at least one are fine.
std::string choice_fault(std::string_view pattern);

}  // namespace clashlint
