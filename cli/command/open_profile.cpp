#include "cli/command/open_profile.h"

#include <ostream>
#include <utility>

#include "cli/exit_code.h"
#include "cli/render/printable.h"
#include "cli/render/refusal.h"

namespace clashlint {

int fail(std::ostream& err, int code, const std::string& message) {
  err << "clashlint: " << message << '\n';
  return code;
}

OpenProfile open_profile(Sources& sources, const ProfileWish& wish, const Environment& environment,
                         std::ostream& err) {
  return open_planned(sources, wish, plan_profile(wish, environment), err);
}

OpenProfile open_planned(Sources& sources, const ProfileWish& wish, const ProfilePlan& plan,
                         std::ostream& err) {
  if (plan.code != kExitFine) {
    err << plan.error;
    return {.code = plan.code};
  }
  Result<LoadedProfile> loaded = load_profile(sources, wish.path, plan.options);
  if (!loaded) return {.code = fail(err, kExitUnreadable, printable(loaded.error()))};
  return taken_profile(sources, std::move(*loaded), err);
}

OpenProfile taken_profile(Sources& sources, LoadedProfile loaded, std::ostream& err) {
  if (loaded.refused) {
    err << refusal_text(loaded, sources);
    return {.code = kExitFindings};
  }
  return {.loaded = std::move(loaded)};
}

}  // namespace clashlint
