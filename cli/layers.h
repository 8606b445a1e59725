#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analyzer/config/config.h"
#include "cli/exit_code.h"
#include "cli/options.h"
#include "rules/base/result.h"
#include "rules/profile/load.h"

namespace clashlint {

/// A file that is to be laid over a profile, before it is read.
struct WantedLayer {
  std::string path;
  std::optional<LayerKind> kind;  ///< nothing: to be told from the file
  bool optional = false;          ///< passed over where it is missing
};

/// The words behind an option such as `--layer`: `FILE` or `KIND:FILE`. Error: there is no such kind.
Result<std::vector<WantedLayer>> read_layer_words(const RawOptions& raw, std::string_view option);

/// What a configuration lays over a file.
std::vector<WantedLayer> layers_of(const Config& config, const FileSettings& settings);

/// The profiles over which a configuration lays this file, the path seen from
/// the configuration's folder. Looks through that folder only where the file is a layer.
std::vector<std::string> profiles_with_layer(const Config& config, const std::string& path);

/// Layers as the loader takes them. `error`: why they cannot be used, for a
/// person; `code` is then the exit code.
struct LayersRead {
  std::vector<LayerText> layers{};
  std::string error{};
  int code = kExitFine;
};
LayersRead read_layers(const std::vector<WantedLayer>& wanted);

}  // namespace clashlint
