#pragma once

#include "analyzer/check/settings.h"
#include "analyzer/facts/judged_lists.h"
#include "analyzer/facts/service_facts.h"
#include "rules/base/source.h"
#include "rules/profile/load.h"

namespace clashlint {

/// What a check may look at: a profile as it was loaded, and how checks are set.
struct Facts {
  const Sources& sources;
  const LoadedProfile& loaded;
  const Settings& settings;
  JudgedLists& lists;
  const Profile& profile = *loaded.profile;
  const ServiceFacts services{profile, settings.services.get()};
};

}  // namespace clashlint
