#pragma once

#include <memory>
#include <string>

#include "rules/layers/kind.h"
#include "rules/yaml/tree.h"

namespace clashlint {

/// A file that is laid over a profile.
struct Layer {
  LayerKind kind = LayerKind::own;
  FileId file = 0;
  bool optional = false;                          ///< it may be missing: kept by one person, not shared
  YamlTree tree{};                                ///< of its text, or of what in it is YAML
  std::unique_ptr<const std::string> stand_in{};  ///< what the tree was read from, where not all is YAML
  std::string why_not{};                          ///< why it is not applied; empty: it is
  std::string stops{};    ///< what in it is a script: from there on nothing is known; empty: nothing
  bool is_fault = false;  ///< of the layer itself: it is written wrongly
  Span fault{};           ///< where
};

}  // namespace clashlint
