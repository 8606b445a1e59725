#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "analyzer/catalogue/catalogue.h"
#include "analyzer/catalogue/read_services.h"
#include "analyzer/catalogue/strict_reader.h"
#include "analyzer/check/registry.h"
#include "analyzer/config/config.h"
#include "rules/base/strings.h"
#include "rules/value/domain_pattern.h"
#include "rules/yaml/scalar.h"

namespace clashlint {
namespace {

class ConfigReader {
 public:
  ConfigReader(LoadedConfig& loaded, StrictReader& reader) : loaded_(loaded), reader_(reader) {}

  void read(const YamlNode& root) {
    ConfigBlock block;
    reader_.each_entry(root, [&](const YamlNode& key, const YamlNode& value) {
      if (read_block_key(key.text, value, block)) return;
      if (key.text == "exclude") {
        loaded_.config.exclude = reader_.texts(value);
      } else if (key.text == "fail-on") {
        loaded_.config.fail_on = reader_.word(value, fail_on_named, "error, warning, info or never");
      } else if (key.text == "zones") {
        for (const YamlNode* item : reader_.items(value)) add_zone(*item);
      } else if (key.text == "services") {
        read_changes(value);
      } else if (key.text == "paths") {
        read_paths(value);
      } else {
        unknown(key);
      }
    });
    add_block(std::move(block), true);
  }

 private:
  void unknown(const YamlNode& key) {
    reader_.unknown_key(key, {"preset", "select", "ignore", "severity", "options", "home", "layers",
                              "exclude", "fail-on", "zones", "services", "paths", "match"});
  }

  void add_zone(const YamlNode& item) {
    const std::string zone = ascii_lower(reader_.text(item));
    if (zone.empty()) return;  // said already
    const bool plain = valid_domain_pattern(zone) && zone.find_first_of("*+/: ") == std::string::npos;
    if (!plain || zone.starts_with('.'))
      return reader_.fault(item, "this must be a name alone, such as corp.example");
    loaded_.config.zones.push_back(zone);
  }

  void read_changes(const YamlNode& node) {
    const std::vector<Service>& known = built_in_services();
    loaded_.config.services = std::make_shared<const std::vector<Service>>(
        with_changes(known, read_services(node, known, reader_)));
  }

  /// The keys that stand at the top and in `paths:` alike. False: it is none of them.
  bool read_block_key(std::string_view key, const YamlNode& value, ConfigBlock& block) {
    if (key == "preset") {
      block.preset = reader_.word(value, preset_named, "default, strict or all");
    } else if (key == "select" || key == "ignore") {
      for (const YamlNode* item : reader_.items(value)) add_choice(*item, key == "select", block);
    } else if (key == "severity") {
      reader_.each_entry(
          value, [&](const YamlNode& check, const YamlNode& level) { add_severity(check, level, block); });
    } else if (key == "options") {
      reader_.each_entry(
          value, [&](const YamlNode& check, const YamlNode& options) { add_options(check, options, block); });
    } else if (key == "home") {
      block.home = std::string(reader_.text(value));
    } else if (key == "layers") {
      block.layers.emplace();
      for (const YamlNode* item : reader_.items(value)) add_layer(*item, *block.layers);
    } else {
      return false;
    }
    return true;
  }

  void add_choice(const YamlNode& item, bool on, ConfigBlock& block) {
    const std::string pattern(reader_.text(item));
    if (pattern.empty()) return;  // said already
    if (std::string why = choice_fault(pattern); !why.empty()) return reader_.fault(item, std::move(why));
    block.choices.push_back({.pattern = pattern, .on = on});
  }

  void add_severity(const YamlNode& check, const YamlNode& level, ConfigBlock& block) {
    if (std::string why = choice_fault(check.text); !why.empty()) return reader_.fault(check, std::move(why));
    const auto severity = reader_.word(level, severity_named, "error, warning or info");
    if (severity) block.severities.emplace_back(check.text, *severity);
  }

  void add_options(const YamlNode& id, const YamlNode& options, ConfigBlock& block) {
    const Check* const check = find_check(id.text);
    if (check == nullptr) return reader_.fault(id, choice_fault(id.text));
    reader_.each_entry(options, [&](const YamlNode& name, const YamlNode& value) {
      const auto row = std::ranges::find(check->options, name.text, &CheckOption::name);
      if (row == check->options.end())
        return reader_.fault(name, fmt::format("{} has no option \"{}\"", id.text, name.text));
      if (const std::optional<bool> on = reader_.boolean(value))
        block.options[std::string(id.text)][std::string(name.text)] = *on;
    });
  }

  // A path, or a path with what is to be said of it.
  void add_layer(const YamlNode& item, std::vector<ConfigLayer>& layers) {
    ConfigLayer layer;
    if (!item.is_mapping()) {
      layer.file = std::string(reader_.text(item));
    } else {
      reader_.each_entry(item, [&](const YamlNode& key, const YamlNode& value) {
        if (key.text == "file") {
          layer.file = std::string(reader_.text(value));
        } else if (key.text == "kind") {
          layer.kind = layer_kind(value);
        } else if (key.text == "optional") {
          layer.optional = reader_.boolean(value).value_or(false);
        } else {
          reader_.unknown_key(key, {"file", "kind", "optional"});
        }
      });
      if (layer.file.empty()) reader_.fault(item, "`file` is missing: which file is laid over?");
    }
    if (!layer.file.empty()) layers.push_back(std::move(layer));
  }

  std::optional<LayerKind> layer_kind(const YamlNode& value) {
    const std::string_view word = reader_.text(value);
    if (word.empty()) return std::nullopt;  // said already
    const std::optional<LayerKind> kind = layer_kind_named(word);
    if (!kind) reader_.fault(value, layer_kind_fault(word));
    return kind;
  }

  void read_paths(const YamlNode& list) {
    if (!list.is_sequence()) return reader_.fault(list, "this must be a list");
    for (const YamlNode* item : list.children) {
      const YamlNode& node = resolved(*item);
      ConfigBlock block;
      reader_.each_entry(node, [&](const YamlNode& key, const YamlNode& value) {
        if (key.text == "match") {
          block.match = reader_.texts(value);
        } else if (!read_block_key(key.text, value, block)) {
          unknown(key);
        }
      });
      if (node.is_mapping() && block.match.empty())
        reader_.fault(node, "`match` is missing: which files is this about?");
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

  LoadedConfig& loaded_;
  StrictReader& reader_;
};

}  // namespace

LoadedConfig read_config(const Sources& sources, FileId file, std::string folder) {
  LoadedConfig loaded;
  loaded.config.folder = std::move(folder);
  const YamlTree tree = parse_yaml(sources, file);
  StrictReader reader(loaded.faults);
  const YamlNode* const root = reader.root(tree);
  if (root != nullptr && yaml_type(*root) != YamlType::null)
    ConfigReader(loaded, reader).read(resolved(*root));
  return loaded;
}

}  // namespace clashlint
