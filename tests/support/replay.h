#pragma once

#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "tests/support/vectors.h"

namespace clashlint {

/// Makes an expected and a given answer comparable, where a part of them is
/// left open on purpose.
using Adjust = std::function<void(JsonFields& expected, JsonFields& given)>;

/// Asks the program what the core was asked, and counts where they agree.
class Replay {
 public:
  /// `fields`: what is compared of an answer. One that is absent on one side
  /// must be absent on the other.
  Replay(std::span<const std::string_view> fields, Adjust adjust = {})
      : fields_(fields), adjust_(std::move(adjust)) {}

  /// Runs `explain PROFILE --home HOME --batch …` for one case: the verdict
  /// first, then every answer.
  void run(const VectorCase& one, const std::filesystem::path& profile, const std::filesystem::path& home);

  /// Says how many agreed and fails the test if one did not. At most
  /// kShown disagreements are printed in full.
  void finish(std::string_view what) const;

 private:
  void compare(const VectorCase& one, std::size_t index, const std::string& line);
  void compare_with_walk(const VectorCase& one, const std::filesystem::path& profile,
                         const std::filesystem::path& home, const std::vector<std::string>& answers);
  void disagree(const std::string& text);

  static constexpr int kShown = 20;
  std::span<const std::string_view> fields_;
  Adjust adjust_;
  int cases_ = 0;
  int verdicts_agreed_ = 0;
  int questions_ = 0;
  int agreed_ = 0;
  int shown_ = 0;
};

}  // namespace clashlint
