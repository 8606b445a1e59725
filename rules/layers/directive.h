#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "rules/layers/work.h"

namespace clashlint {

/// A key that some client takes for an order: `prepend-rules`, `+rules`, `append__proxies`.
struct KeyDirective {
  std::string_view section;  ///< `rules`
  bool adds = true;          ///< to the section, rather than taking away or replacing
};

/// Nothing for a key that no client takes for one.
std::optional<KeyDirective> directive_of(std::string_view key);

/// Writes down that a client passes such a key on as it is, which the core does
/// not read; for any other key nothing.
void note_stray(LayerWork& work, const YamlNode& key, const YamlNode& value, LayerClient client);

}  // namespace clashlint
