#pragma once

#include <optional>

#include "analyzer/keys/key_visit.h"
#include "rules/base/finding.h"
#include "rules/base/source.h"

namespace clashlint {

/// Writes another key in its place, where that can be done well: the key is
/// written here alone, no such key stands beside it, and the core surely takes
/// the value under it. Unsafe: the setting takes effect then.
std::optional<Fix> rename_key(const Sources& sources, const KeyUse& use, const KnownKey& key);

/// The key that stands beside this one under that name; null: none.
const YamlNode* key_beside(const KeyUse& use, std::string_view name);

/// Whether the core loads a profile in which `value` stands under `key`, as far
/// as that can be said without loading it: a yes is certain.
bool surely_taken(const KeyUse& use, const KnownKey& key);

}  // namespace clashlint
