#pragma once

#include "rules/layers/layer.h"
#include "rules/layers/work.h"

namespace clashlint {

/// Each lays one layer over a profile as its client does; the layer's tree has a
/// root. Gives the new top-level mapping, the base itself where nothing changes.

const YamlNode& apply_own(LayerWork& work, const Layer& layer, const YamlNode& base);
const YamlNode& apply_verge_merge(LayerWork& work, const Layer& layer, const YamlNode& base);
const YamlNode& apply_verge_rows(LayerWork& work, const Layer& layer, const YamlNode& base);
const YamlNode& apply_party(LayerWork& work, const Layer& layer, const YamlNode& base);
const YamlNode& apply_party_rules(LayerWork& work, const Layer& layer, const YamlNode& base);
const YamlNode& apply_cfw_parser(LayerWork& work, const Layer& layer, const YamlNode& base);
const YamlNode& apply_cfw_mixin(LayerWork& work, const Layer& layer, const YamlNode& base);
const YamlNode& apply_openclash_rules(LayerWork& work, const Layer& layer, const YamlNode& base);
const YamlNode& apply_openclash_module(LayerWork& work, const Layer& layer, const YamlNode& base);
const YamlNode& apply_nikki(LayerWork& work, const Layer& layer, const YamlNode& base);
const YamlNode& apply_flclash(LayerWork& work, const Layer& layer, const YamlNode& base);
const YamlNode& apply_stash(LayerWork& work, const Layer& layer, const YamlNode& base);
const YamlNode& apply_cmfa(LayerWork& work, const Layer& layer, const YamlNode& base);
const YamlNode& apply_shellcrash(LayerWork& work, const Layer& layer, const YamlNode& base);
const YamlNode& apply_nyanpasu(LayerWork& work, const Layer& layer, const YamlNode& base);

/// What clients do when their layers are on: once before the first of them, or behind the last.
const YamlNode& begin_cmfa(LayerWork& work, const YamlNode& base);
const YamlNode& begin_nikki(LayerWork& work, const YamlNode& base);
const YamlNode& begin_shellcrash(LayerWork& work, const YamlNode& base);
const YamlNode& finish_verge(LayerWork& work, const YamlNode& base);
const YamlNode& finish_nikki(LayerWork& work, const YamlNode& base);
const YamlNode& finish_openclash(LayerWork& work, const YamlNode& base);
const YamlNode& finish_cmfa(LayerWork& work, const YamlNode& base);

}  // namespace clashlint
