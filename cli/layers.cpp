#include "cli/layers.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "analyzer/recognise/layer_shape.h"
#include "cli/config_finder.h"
#include "cli/inputs.h"
#include "cli/render/printable.h"
#include "rules/base/strings.h"
#include "rules/profile/home.h"

namespace fs = std::filesystem;

namespace clashlint {
namespace {

bool is_kind_word(std::string_view word) {
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz0123456789.-";
  return word.size() > 1 && word.find_first_not_of(kLetters) == std::string_view::npos;
}

std::string missing_kind(const std::string& path, const LayerShape& shape) {
  if (shape.kinds.empty()) {
    return fmt::format("{} is no layer that can be told by its look: {}", path, shape.why);
  }
  const std::string_view first = layer_word(shape.kinds.front());
  std::vector<std::string_view> others;
  for (std::size_t at = 1; at < shape.kinds.size(); ++at) others.push_back(layer_word(shape.kinds[at]));
  return fmt::format("{} can be several kinds of layer, so its kind has to be named, as in {}:{} (or {})",
                     path, first, path, join(others, ", "));
}

// Its kind, or why none can be told.
Result<LayerKind> told_kind(const LayerText& layer) {
  Sources sources;
  const FileId file = sources.add(layer.name, layer.text);
  const LayerShape shape = layer_shape(layer.name, layer.text, parse_yaml(sources, file));
  if (shape.kinds.size() == 1) return shape.kinds.front();
  return Error{missing_kind(layer.name, shape)};
}

Result<WantedLayer> read_layer_word(const std::string& word) {
  std::error_code ignored;
  const std::size_t colon = word.find(':');
  const std::string kind = word.substr(0, colon);
  if (colon == std::string::npos || !is_kind_word(kind) || fs::exists(word, ignored))
    return WantedLayer{.path = word, .kind = {}, .optional = false};
  const std::optional<LayerKind> known = layer_kind_named(kind);
  if (!known) return Error{layer_kind_fault(kind)};
  if (colon + 1 == word.size()) return Error{"a file has to follow the kind: " + word + "FILE"};
  return WantedLayer{.path = word.substr(colon + 1), .kind = known, .optional = false};
}

bool names_layer(const std::vector<ConfigLayer>& layers, const std::string& path) {
  return std::ranges::any_of(layers, [&](const ConfigLayer& layer) {
    return fs::path(layer.file).lexically_normal().generic_string() == path;
  });
}

}  // namespace

Result<std::vector<WantedLayer>> read_layer_words(const RawOptions& raw, std::string_view option) {
  std::vector<WantedLayer> wanted;
  const auto given = raw.given.find(option);
  if (given == raw.given.end()) return wanted;
  for (const std::string& word : given->second) {
    Result<WantedLayer> layer = read_layer_word(word);
    if (!layer) return Error{fmt::format("{}: {}", option, printable(layer.error()))};
    wanted.push_back(std::move(*layer));
  }
  return wanted;
}

std::vector<std::string> profiles_with_layer(const Config& config, const std::string& path) {
  const bool is_layer = std::ranges::any_of(config.blocks, [&](const ConfigBlock& block) {
    return block.layers && names_layer(*block.layers, path);
  });
  if (!is_layer) return {};
  std::vector<std::string> profiles;
  for (const Input& input : expand_inputs({config.folder.empty() ? "." : config.folder}).files) {
    const std::string from_config = path_from(config.folder, input.path);
    if (from_config != path && names_layer(settings_for(config, from_config).layers, path))
      profiles.push_back(input.path);
  }
  return profiles;
}

std::vector<WantedLayer> layers_of(const Config& config, const FileSettings& settings) {
  std::vector<WantedLayer> wanted;
  for (const ConfigLayer& layer : settings.layers) {
    wanted.push_back({.path = (fs::path(config.folder) / layer.file).lexically_normal().string(),
                      .kind = layer.kind,
                      .optional = layer.optional});
  }
  return wanted;
}

LayersRead read_layers(const std::vector<WantedLayer>& wanted) {
  LayersRead read;
  std::vector<LayerKind> kinds;
  for (const WantedLayer& layer : wanted) {
    Result<std::string> text = read_file(layer.path);
    if (!text && layer.optional && text.error() == "is missing") continue;
    if (!text) return {.error = printable(layer.path + " " + text.error()), .code = kExitUnreadable};
    LayerText next{.name = layer.path, .text = decode_utf16(std::move(*text)), .optional = layer.optional};
    const Result<LayerKind> kind = layer.kind ? Result<LayerKind>(*layer.kind) : told_kind(next);
    if (!kind) return {.error = printable(kind.error()), .code = kExitUsage};
    next.kind = *kind;
    kinds.push_back(*kind);
    read.layers.push_back(std::move(next));
  }
  if (const std::string clash = layer_clash(kinds); !clash.empty())
    return {.error = clash, .code = kExitUsage};
  return read;
}

}  // namespace clashlint
