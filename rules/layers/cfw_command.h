#pragma once

#include "rules/layers/work.h"

namespace clashlint {

/// One line of `commands` in a parser of Clash for Windows (overrides.md 3.3):
/// a path, `=`, `+` or `-`, a value. What cannot be read for certain is written
/// down as unread and changes nothing.
const YamlNode& apply_cfw_command(LayerWork& work, const YamlNode& command, const YamlNode& root);

}  // namespace clashlint
