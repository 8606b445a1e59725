#pragma once

#include <functional>
#include <string_view>

#include "rules/profile/known_keys.h"
#include "rules/yaml/mapping.h"

namespace clashlint {

/// One key of a mapping that the core reads.
struct KeyUse {
  KeyPlace place = KeyPlace::top;
  std::string_view proxy_type;        ///< as written, in proxies and listeners
  const YamlNode* mapping = nullptr;  ///< where it is read; the key may come by a merge
  YamlEntry entry;
  const YamlNode* through =
      nullptr;  ///< the alias or `<<` that leads from there to the key; null: written there
};

/// Whether the key may be read in one mapping and passed over in another: it
/// stands in an anchored one, or comes from it.
bool is_shared(const KeyUse& use);

/// Every key that the core comes to see, in the order of its sections; mappings
/// that are reached in the same way twice are visited once. Names of providers,
/// hosts and the like are no keys. Linear in what the core reads.
void visit_keys(const YamlNode& root, const std::function<void(const KeyUse& use)>& each);

}  // namespace clashlint
