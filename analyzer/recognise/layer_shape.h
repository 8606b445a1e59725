#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/layers/kind.h"
#include "rules/yaml/tree.h"

namespace clashlint {

/// What kind of layer a text can be, by its look.
struct LayerShape {
  std::vector<LayerKind> kinds;  ///< one: it is that; several: the look fits them all; none: it fits no kind
  std::string why;               ///< none: what it is instead, or what keeps it out of reach; may be empty
};

/// `name`: its path; some kinds are known by how their files are called. The
/// tree is that of the text. Nothing is guessed: where clients mean different
/// things by one look, all of them come back.
LayerShape layer_shape(std::string_view name, std::string_view text, const YamlTree& tree);

}  // namespace clashlint
