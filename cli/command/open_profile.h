#pragma once

#include <iosfwd>
#include <optional>
#include <string>

#include "cli/app.h"
#include "cli/profile_plan.h"
#include "rules/profile/load.h"

namespace clashlint {

/// Prints one line and gives the code back.
int fail(std::ostream& err, int code, const std::string& message);

/// A profile that a command needs as the core takes it.
struct OpenProfile {
  std::optional<LoadedProfile> loaded{};
  int code = 0;  ///< without `loaded`: what to exit with; `err` has been told why
};
OpenProfile open_profile(Sources& sources, const ProfileWish& wish, const Environment& environment,
                         std::ostream& err);

/// The same where it is already known how.
OpenProfile open_planned(Sources& sources, const ProfileWish& wish, const ProfilePlan& plan,
                         std::ostream& err);

/// The same once it was read: nothing where the core refuses it.
OpenProfile taken_profile(Sources& sources, LoadedProfile loaded, std::ostream& err);

}  // namespace clashlint
