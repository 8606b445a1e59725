#pragma once

#include <functional>
#include <string>

#include "rules/layers/work.h"

namespace clashlint {

/// Lays `set` over one mapping, its operators read; what a batch update calls for each item that it finds.
using SetMapping =
    std::function<const YamlNode&(const std::string& section, const YamlNode& item, const YamlNode& set)>;

/// `key*: {where: …, set: …}` of an overwrite module (overrides.md 4.4): changes
/// every item of a list, or entry of a mapping, for which all conditions hold.
const YamlNode& apply_openclash_batch(LayerWork& work, const std::string& section, const YamlNode& base,
                                      const YamlNode& order, const SetMapping& set_mapping);

}  // namespace clashlint
