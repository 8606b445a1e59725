#pragma once

#include <string>
#include <string_view>

#include "rules/base/finding.h"
#include "rules/base/source.h"
#include "rules/profile/profile.h"
#include "rules/yaml/tree.h"

namespace clashlint {

class HomeFiles;
class GeoData;
class Remedies;
class SharedData;

/// What every part of the loader works with. Lives as long as one load.
struct LoadContext {
  Sources& sources;
  FileId file;
  Profile& profile;
  Findings& findings;
  HomeFiles& home;
  GeoData& geodata;
  SharedData& shared;
  Remedies& remedies;
  const YamlNode& root;  ///< the top-level mapping
  bool refused = false;

  /// A fault for which the core refuses the profile.
  Finding& refuse(std::string_view check, Span span, std::string message, std::string core_message);

  /// Something worth saying that leaves the profile taken.
  Finding& report(std::string_view check, Severity severity, Span span, std::string message);

  /// One-based line of a node.
  std::uint32_t line(const YamlNode& node) const { return sources.position(node.span).line; }
};

}  // namespace clashlint
