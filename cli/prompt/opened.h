#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/profile_plan.h"
#include "cli/prompt/watch.h"
#include "cli/render/rules_text.h"
#include "rules/profile/load.h"

namespace clashlint {

/// A profile that questions are asked about, with what is found out once and kept.
class Opened {
 public:
  /// Null: `error` says why, whole lines for a person, and `code` what to exit with.
  struct Attempt {
    std::unique_ptr<Opened> opened{};
    Watch watch{};  ///< the files that were read, or looked for
    std::string error{};
    int code = 0;
  };
  static Attempt open(const ProfileWish& wish, const Environment& environment);

  const Profile& profile() const { return *loaded_.profile; }
  const Sources& sources() const { return sources_; }
  const LoadedProfile& loaded() const { return loaded_; }

  /// Judged at the first question.
  const JudgedProfile& judged();

 private:
  Opened() = default;

  Sources sources_;
  LoadedProfile loaded_;
  std::optional<JudgedProfile> judged_;
};

}  // namespace clashlint
