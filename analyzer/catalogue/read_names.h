#pragma once

#include "analyzer/catalogue/catalogue.h"
#include "analyzer/catalogue/strict_reader.h"

namespace clashlint {

/// Reads the whole of `names.yaml`.
NameCatalogue read_names(const YamlNode& root, StrictReader& reader);

}  // namespace clashlint
