#pragma once

#include <vector>

#include "analyzer/keys/key_groups.h"
#include "rules/profile/other_keys.h"
#include "rules/yaml/tree.h"

namespace clashlint {

/// A key with a past, wherever it stands.
struct OldKey {
  KeyGroup group;
  const OtherKey* row = nullptr;
};

/// The keys of a profile that have this story. None where its text is cut by a fault of YAML.
std::vector<OldKey> old_keys(const YamlTree& tree, KeyStory story);

}  // namespace clashlint
