#pragma once

#include <cstdint>
#include <string_view>

#include "rules/profile/known_keys.h"

namespace clashlint {

/// What there is to tell of a key that the core does not read, or soon will not.
enum class KeyStory : std::uint8_t {
  elsewhere,   ///< a client, another core, a later core or a person reads it: no fault
  removed,     ///< an earlier core read it
  deprecated,  ///< still read
  misnamed     ///< never read here; what was meant is known
};

/// A row of other_keys.def.
struct OtherKey {
  KeyPlace place;
  std::string_view proxy_type;
  std::string_view key;
  KeyStory story;
  std::string_view since;  ///< version of the core, where it is known
  std::string_view now;    ///< the key of the same mapping that takes its place, or was meant
  std::string_view note;   ///< one sentence on what to do
};

/// Null: nothing is known of this key. `proxy_type` counts in proxies only.
const OtherKey* other_key(KeyPlace place, std::string_view proxy_type, std::string_view key);

}  // namespace clashlint
