#pragma once

#include <string>

#include "rules/profile/profile.h"

namespace clashlint {

/// Why a condition that never holds does not, and what was probably meant.
struct ImpossibleWords {
  std::string reason{};
  std::string advice{};  ///< may be empty
  bool by_data = false;  ///< as long as the database here says so
};

ImpossibleWords impossible_words(const Profile& profile, const Rule& rule);

}  // namespace clashlint
