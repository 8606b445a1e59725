#pragma once

#include <optional>
#include <string>

#include "analyzer/keys/key_book.h"
#include "analyzer/keys/key_visit.h"

namespace clashlint {

/// What was meant by a key that the core does not know.
struct KeyGuess {
  std::string label;  ///< in a few words: `did you mean "enable"?`
  std::string note{};
  std::optional<KnownKey> key{};  ///< of the same place
  bool sure = false;              ///< so near that it may be written
};

/// Nothing where there is no likely guess.
std::optional<KeyGuess> guess_at(const KeyUse& use, KeyBook& book);

}  // namespace clashlint
