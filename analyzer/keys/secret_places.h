#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "rules/base/source.h"
#include "rules/base/span.h"
#include "rules/yaml/tree.h"

namespace clashlint {

/// What a secret in a profile opens.
enum class SecretKind : std::uint8_t {
  node,          ///< a proxy
  link,          ///< a subscription or a list behind a token
  comment_link,  ///< the same, and nodes, in comments
  controller,
  port,  ///< `authentication`, listeners
  header,
  key  ///< a private key of the core's own
};
inline constexpr std::size_t kSecretKinds = 7;

/// Where the secrets of a profile stand: the key in front of the first one of
/// each row, never the value. By kind, in the order of the profile. Values that
/// are written in place of a secret (`is_real_secret`), and nodes on example
/// hosts, are none.
using SecretPlaces = std::array<std::vector<Span>, kSecretKinds>;

/// Linear in the text.
/// `files`: those of which the comments are looked at.
SecretPlaces secret_places(const Sources& sources, std::span<const FileId> files, const YamlNode& root);

}  // namespace clashlint
