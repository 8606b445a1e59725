#include <algorithm>
#include <functional>
#include <utility>

#include <fmt/format.h>

#include "analyzer/check/registry.h"
#include "analyzer/config/config.h"
#include "rules/value/similar.h"
#include "rules/yaml/mapping.h"
#include "rules/yaml/scalar.h"

namespace clashlint {
namespace {

class ConfigReader {
 public:
  explicit ConfigReader(LoadedConfig& loaded) : loaded_(loaded) {}

  void read(const YamlNode& root) {
    ConfigBlock block;
    each_entry(root, [&](const YamlNode& key, const YamlNode& value) {
      if (read_block_key(key.text, value, block)) return;
      if (key.text == "exclude") {
        loaded_.config.exclude = texts(value);
      } else if (key.text == "fail-on") {
        loaded_.config.fail_on = word(value, fail_on_named, "error, warning, info or never");
      } else if (key.text == "paths") {
        read_paths(value);
      } else {
        unknown(key);
      }
    });
    add_block(std::move(block), true);
  }

  void fault(const YamlNode& node, std::string message) {
    Finding finding;
    finding.message = std::move(message);
    finding.primary.span = node.span;
    loaded_.faults.push_back(std::move(finding));
  }

 private:
  using EntryReader = std::function<void(const YamlNode& key, const YamlNode& value)>;

  void each_entry(const YamlNode& node, const EntryReader& read) {
    if (!node.is_mapping()) return fault(node, "this must be keys and values");
    const YamlEntries entries = yaml_entries(node);
    for (const YamlDuplicate& twice : entries.duplicates) fault(*twice.second, "this key stands here twice");
    for (const YamlEntry& entry : entries.entries) read(*entry.key, resolved(*entry.value));
  }

  void unknown(const YamlNode& key) {
    constexpr std::string_view kKeys[] = {"preset", "select",  "ignore",  "severity", "options", "home",
                                          "layers", "exclude", "fail-on", "paths",    "match"};
    fault(key, fmt::format("there is no key \"{}\" here", key.text));
    const auto meant = nearest(key.text, {std::begin(kKeys), std::end(kKeys)});
    if (meant) loaded_.faults.back().primary.text = fmt::format("did you mean \"{}\"?", meant->text);
  }

  /// The keys that stand at the top and in `paths:` alike. False: it is none of them.
  bool read_block_key(std::string_view key, const YamlNode& value, ConfigBlock& block) {
    if (key == "preset") {
      block.preset = word(value, preset_named, "default, strict or all");
    } else if (key == "select" || key == "ignore") {
      for (const YamlNode* item : items(value)) add_choice(*item, key == "select", block);
    } else if (key == "severity") {
      each_entry(value,
                 [&](const YamlNode& check, const YamlNode& level) { add_severity(check, level, block); });
    } else if (key == "options") {
      each_entry(value,
                 [&](const YamlNode& check, const YamlNode& options) { add_options(check, options, block); });
    } else if (key == "home") {
      block.home = std::string(text(value));
    } else if (key == "layers") {
      block.layers.emplace();
      for (const YamlNode* item : items(value)) add_layer(*item, *block.layers);
    } else {
      return false;
    }
    return true;
  }

  void add_choice(const YamlNode& item, bool on, ConfigBlock& block) {
    const std::string pattern(text(item));
    if (pattern.empty()) return;  // said already
    if (std::string why = choice_fault(pattern); !why.empty()) return fault(item, std::move(why));
    block.choices.push_back({.pattern = pattern, .on = on});
  }

  void add_severity(const YamlNode& check, const YamlNode& level, ConfigBlock& block) {
    if (std::string why = choice_fault(check.text); !why.empty()) return fault(check, std::move(why));
    const auto severity = word(level, severity_named, "error, warning or info");
    if (severity) block.severities.emplace_back(check.text, *severity);
  }

  void add_options(const YamlNode& id, const YamlNode& options, ConfigBlock& block) {
    const Check* const check = find_check(id.text);
    if (check == nullptr) return fault(id, choice_fault(id.text));
    each_entry(options, [&](const YamlNode& name, const YamlNode& value) {
      const auto row = std::ranges::find(check->options, name.text, &CheckOption::name);
      if (row == check->options.end())
        return fault(name, fmt::format("{} has no option \"{}\"", id.text, name.text));
      const std::optional<bool> on = yaml_typed_bool(value);
      if (!on) return fault(value, "this must be true or false");
      block.options[std::string(id.text)][std::string(name.text)] = *on;
    });
  }

  // A path, or a path with what is to be said of it.
  void add_layer(const YamlNode& item, std::vector<ConfigLayer>& layers) {
    ConfigLayer layer;
    if (!item.is_mapping()) {
      layer.file = std::string(text(item));
    } else {
      each_entry(item, [&](const YamlNode& key, const YamlNode& value) {
        if (key.text == "file") {
          layer.file = std::string(text(value));
        } else if (key.text == "kind") {
          layer.kind = layer_kind(value);
        } else if (key.text == "optional") {
          const std::optional<bool> on = yaml_typed_bool(value);
          if (!on) fault(value, "this must be true or false");
          layer.optional = on.value_or(false);
        } else {
          fault(key,
                fmt::format("there is no key \"{}\" here: a layer has file, kind and optional", key.text));
        }
      });
      if (layer.file.empty()) fault(item, "`file` is missing: which file is laid over?");
    }
    if (!layer.file.empty()) layers.push_back(std::move(layer));
  }

  std::optional<LayerKind> layer_kind(const YamlNode& value) {
    const std::string_view word = text(value);
    if (word.empty()) return std::nullopt;  // said already
    const std::optional<LayerKind> kind = layer_kind_named(word);
    if (!kind) fault(value, layer_kind_fault(word));
    return kind;
  }

  void read_paths(const YamlNode& list) {
    if (!list.is_sequence()) return fault(list, "this must be a list");
    for (const YamlNode* item : list.children) {
      const YamlNode& node = resolved(*item);
      ConfigBlock block;
      each_entry(node, [&](const YamlNode& key, const YamlNode& value) {
        if (key.text == "match") {
          block.match = texts(value);
        } else if (!read_block_key(key.text, value, block)) {
          unknown(key);
        }
      });
      if (node.is_mapping() && block.match.empty())
        fault(node, "`match` is missing: which files is this about?");
      add_block(std::move(block), false);
    }
  }

  /// In one block `ignore` is stronger than `select`, whichever stands first.
  void add_block(ConfigBlock block, bool general) {
    std::stable_partition(block.choices.begin(), block.choices.end(),
                          [](const Choice& choice) { return choice.on; });
    std::vector<ConfigBlock>& blocks = loaded_.config.blocks;
    blocks.insert(general ? blocks.begin() : blocks.end(), std::move(block));
  }

  /// One text or a list of texts.
  std::vector<const YamlNode*> items(const YamlNode& node) {
    std::vector<const YamlNode*> result;
    if (!node.is_sequence()) return {&node};
    for (const YamlNode* item : node.children) result.push_back(&resolved(*item));
    return result;
  }

  std::vector<std::string> texts(const YamlNode& node) {
    std::vector<std::string> result;
    for (const YamlNode* item : items(node)) result.emplace_back(text(*item));
    return result;
  }

  std::string_view text(const YamlNode& node) {
    const bool fine = node.is_scalar() && yaml_type(node) != YamlType::null && !node.text.empty();
    if (!fine) fault(node, "a text is wanted here");
    return fine ? node.text : std::string_view();
  }

  template <typename Named>
  auto word(const YamlNode& node, Named named, std::string_view allowed)
      -> decltype(named(std::string_view())) {
    const auto value = node.is_scalar() ? named(node.text) : std::nullopt;
    if (!value) fault(node, fmt::format("this must be {}", allowed));
    return value;
  }

  LoadedConfig& loaded_;
};

}  // namespace

LoadedConfig read_config(const Sources& sources, FileId file, std::string folder) {
  LoadedConfig loaded;
  loaded.config.folder = std::move(folder);
  const YamlTree tree = parse_yaml(sources, file);
  ConfigReader reader(loaded);
  if (const auto& error = tree.error()) {
    YamlNode place;
    place.span = error->span;
    reader.fault(place, error->message);
    return loaded;
  }
  const bool empty = tree.root() == nullptr || yaml_type(*tree.root()) == YamlType::null;
  if (!empty) reader.read(resolved(*tree.root()));
  return loaded;
}

}  // namespace clashlint
