#pragma once

#include <memory>
#include <string>
#include <vector>

#include "rules/layers/effect.h"
#include "rules/layers/layer.h"
#include "rules/layers/nodes.h"

namespace clashlint {

/// A profile with the layers that were laid over it.
struct LayeredTree {
  YamlTree base;              ///< of the profile's own text
  std::vector<Layer> layers;  ///< in the order in which they are applied
  std::unique_ptr<Nodes> nodes;
  const YamlNode* root = nullptr;    ///< what runs; the base's own root where nothing changed it
  std::vector<LayerEffect> effects;  ///< in the order in which they happened
  std::vector<Unknown> unknowns;     ///< what of the result cannot be known here
};

/// A layer before it is read.
struct LayerFile {
  LayerKind kind = LayerKind::own;
  FileId file = 0;
  bool optional = false;
};

/// Lays layers over a profile as their client does. Our own come first, those
/// of a client in its order; behind a script nothing is applied. A layer that
/// cannot be applied says why and leaves everything as it was. Without layers
/// the base is the result. The base must be one that layers can be laid over.
/// Linear in the files and in what their aliases stand for, which is bounded.
LayeredTree lay_over(const Sources& sources, YamlTree base, const std::vector<LayerFile>& files);

/// Whether the tree is whole and a mapping: clients pass over anything else.
bool takes_layers(const YamlTree& base);

/// Nothing, or why these cannot be layers of one profile: they belong to two clients.
std::string layer_clash(const std::vector<LayerKind>& kinds);

}  // namespace clashlint
