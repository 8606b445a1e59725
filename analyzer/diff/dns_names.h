#pragma once

#include <string>
#include <vector>

#include "rules/yaml/tree.h"

namespace clashlint {

/// Names that the sections `dns` and `hosts` speak of, one for each pattern in them. Sorted.
std::vector<std::string> names_in_dns(const YamlTree& tree);

}  // namespace clashlint
