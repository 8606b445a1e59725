#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "tests/support/vectors.h"

namespace clashlint {

/// Compares what `check --format json` says of profiles with what the core
/// does: a refused one has a finding of the category `load`, at the line that
/// the vector names, and a taken one has none.
class Verdicts {
 public:
  void compare(const VectorCase& one, const std::filesystem::path& profile,
               const std::filesystem::path& home);

  /// Says how many agreed and fails the test if one did not.
  void finish(std::string_view what) const;

 private:
  static constexpr int kShown = 20;
  int cases_ = 0;
  int agreed_ = 0;
};

}  // namespace clashlint
