#include "analyzer/config/config.h"

#include <algorithm>

#include <fmt/format.h>

#include "analyzer/check/registry.h"
#include "rules/value/wildcard.h"

namespace clashlint {

bool path_matches(std::string_view pattern, std::string_view path) {
  if (pattern.starts_with("./")) pattern.remove_prefix(2);
  if (pattern.ends_with('/')) return path.starts_with(pattern);
  return wildcard_match(pattern, path);
}

FileSettings settings_for(const Config& config, std::string_view path) {
  FileSettings result;
  Settings& settings = result.settings;
  for (const ConfigBlock& block : config.blocks) {
    const bool meant =
        block.match.empty() || std::ranges::any_of(block.match, [&](const std::string& pattern) {
          return path_matches(pattern, path);
        });
    if (!meant) continue;
    if (block.preset) settings.preset = *block.preset;
    settings.choices.insert(settings.choices.end(), block.choices.begin(), block.choices.end());
    settings.severities.insert(settings.severities.end(), block.severities.begin(), block.severities.end());
    for (const auto& [check, options] : block.options) {
      for (const auto& [name, value] : options) settings.options[check][name] = value;
    }
    if (block.home) result.home = block.home;
    if (block.layers) result.layers = *block.layers;
  }
  settings.services = config.services;
  settings.zones = config.zones;
  return result;
}

std::optional<Preset> preset_named(std::string_view word) {
  if (word == "default") return Preset::standard;
  if (word == "strict") return Preset::strict;
  if (word == "all") return Preset::all;
  return std::nullopt;
}

std::optional<Severity> severity_named(std::string_view word) {
  for (const Severity severity : {Severity::error, Severity::warning, Severity::info}) {
    if (word == to_string(severity)) return severity;
  }
  return std::nullopt;
}

std::optional<FailOn> fail_on_named(std::string_view word) {
  if (word == "error") return FailOn::error;
  if (word == "warning") return FailOn::warning;
  if (word == "info") return FailOn::info;
  if (word == "never") return FailOn::never;
  return std::nullopt;
}

bool reaches(Severity severity, FailOn threshold) {
  return static_cast<int>(severity) <= static_cast<int>(threshold) && threshold != FailOn::never;
}

std::string choice_fault(std::string_view pattern) {
  const bool known = std::ranges::any_of(
      all_checks(), [&](const Check* check) { return wildcard_match(pattern, check->id); });
  if (known) return {};
  const auto meant = nearest_check(pattern);
  return fmt::format("there is no check \"{}\"{}", pattern,
                     meant ? fmt::format(": did you mean \"{}\"?", *meant) : "");
}

}  // namespace clashlint
