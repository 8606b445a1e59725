#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "rules/base/finding.h"

namespace clashlint {

struct Facts;
class Reporter;

/// What a check is about; the order is that of `clashlint checks`.
enum class Category : std::uint8_t {
  load,  ///< the core does not start
  core,  ///< the core starts, and crashes or hangs later
  order,
  names,
  providers,
  udp,
  services,
  dns,
  groups,
  safety,
  keys,
  suppressions
};

std::string_view to_string(Category category);
std::string_view to_string(Severity severity);
std::string_view to_string(Confidence confidence);
std::string_view to_string(Applicability applicability);

/// Sets of checks, each holding the one before.
/// `standard` is written `default` in a configuration.
enum class Preset : std::uint8_t { standard, strict, all };

/// A switch that a configuration may set under `options:`.
struct CheckOption {
  std::string_view name;
  std::string_view text;  ///< what it does when true, one sentence
  bool otherwise = false;
};

/// A lint unit. `id` gives every path: `analyzer/checks/<id with _>.cpp`,
/// `fixtures/checks/<id>/`, `man/checks/<id>.md`, `# clashlint: ignore[<id>]`.
struct Check {
  std::string_view id;
  Category category = Category::load;
  std::string_view summary;  ///< one sentence, lower case, no full stop
  Severity severity = Severity::warning;
  Confidence confidence = Confidence::certain;
  Preset preset = Preset::standard;  ///< the smallest one that holds it
  std::span<const CheckOption> options{};
  /// Reads the facts and reports; keeps nothing between two runs. Null where
  /// the loader or the frame itself reports under this id.
  void (*run)(const Facts& facts, Reporter& report) = nullptr;
};

}  // namespace clashlint
