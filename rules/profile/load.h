#pragma once

#include <memory>
#include <string>

#include "rules/base/finding.h"
#include "rules/base/result.h"
#include "rules/base/source.h"
#include "rules/profile/profile.h"
#include "rules/yaml/tree.h"

namespace clashlint {

class SharedData;

/// Where the loader looks for what a profile refers to.
struct LoadOptions {
  std::string home{};            ///< the core's directory; empty: the profile's own folder
  std::string geodata_home{};    ///< looked at for geodata when `home` has none; may be empty
  SharedData* shared = nullptr;  ///< what other profiles of the run have read; null: nothing
};

struct LoadedProfile {
  FileId file = 0;                   ///< the profile itself
  YamlTree tree;                     ///< of its text, for who asks where something stands
  std::unique_ptr<Profile> profile;  ///< never null: what could be understood
  Findings findings;                 ///< faults, in the order of the core's checks
  bool refused = false;              ///< the core would not start with this profile
};

/// Reads the profile and every file it refers to. Only an unreadable profile
/// is an Error; all faults in it are findings, all of them, and the rest is read.
Result<LoadedProfile> load_profile(Sources& sources, const std::string& path, const LoadOptions& options);

/// The same for a text that is in memory; provider files still come from `options.home`.
LoadedProfile load_profile_text(Sources& sources, FileId file, const LoadOptions& options);

}  // namespace clashlint
