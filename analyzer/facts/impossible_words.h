#pragma once

#include <string>

#include "rules/profile/profile.h"

namespace clashlint {

/// Why a condition that never holds does not, and what was probably meant.
struct ImpossibleWords {
  std::string reason{};
  std::string meant{};    ///< a condition that says it: `DOMAIN,openrouter.ai`; may be empty
  std::string options{};  ///< and what goes behind the target then: `,no-resolve`
  std::string note{};     ///< may be empty
  bool by_data = false;   ///< as long as the database here says so
};

ImpossibleWords impossible_words(const Profile& profile, const Rule& rule);

}  // namespace clashlint
