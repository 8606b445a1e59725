#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "analyzer/keys/key_visit.h"
#include "rules/profile/known_keys.h"

namespace clashlint {

/// A key that was probably meant by one that the core does not know.
struct MeantKey {
  KnownKey key;
  bool one_letter = false;  ///< case, `_`, `-`, or one letter: written so, nobody doubts it
};

/// The keys that the core knows, gathered once and then cheap to ask for.
class KeyBook {
 public:
  bool knows(const KeyUse& use);

  /// Of the keys of this place (in a proxy: of this type) the nearest one. Where
  /// not all keys are known, only one that differs in hardly anything.
  /// Remembered: the same stray key may stand in every proxy.
  std::optional<MeantKey> meant(const KeyUse& use);

  static std::optional<KnownKey> find(KeyPlace place, std::string_view proxy_type, std::string_view key);

  /// The only other place that knows the key and that people take for this one.
  std::optional<KeyPlace> belongs_into(const KeyUse& use);

 private:
  bool knows(KeyPlace place, const std::string& compared);
  static std::optional<MeantKey> nearest_key(const KeyUse& use);

  std::map<KeyPlace, std::unordered_set<std::string>> compared_;
  std::unordered_map<std::string, std::optional<MeantKey>> meant_;
};

}  // namespace clashlint
