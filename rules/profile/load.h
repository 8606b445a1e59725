#pragma once

#include <memory>
#include <string>
#include <vector>

#include "rules/base/finding.h"
#include "rules/base/result.h"
#include "rules/base/source.h"
#include "rules/layers/layered.h"
#include "rules/profile/profile.h"
#include "rules/yaml/tree.h"

namespace clashlint {

class SharedData;

/// A file to be laid over the profile, as it was read.
struct LayerText {
  LayerKind kind = LayerKind::own;
  std::string name;  ///< what a person sees: the path as given
  std::string text;
  bool optional = false;  ///< it may be missing: kept by one person, not shared
};

/// Where the loader looks for what a profile refers to, and what is laid over it.
struct LoadOptions {
  std::string home{};            ///< the core's directory; empty: the profile's own folder
  std::string geodata_home{};    ///< looked at for geodata when `home` has none; may be empty
  SharedData* shared = nullptr;  ///< what other profiles of the run have read; null: nothing
  std::vector<LayerText> layers{};
};

/// One file that a profile is made of, and the tree of its own text.
struct ProfileText {
  FileId file = 0;
  const YamlTree* tree = nullptr;
  const Layer* layer = nullptr;  ///< null: the profile itself
};

struct LoadedProfile {
  FileId file = 0;                       ///< the profile itself
  std::unique_ptr<LayeredTree> layered;  ///< null: there are no layers
  YamlTree tree;                         ///< of what runs: its nodes may stand in several files
  std::unique_ptr<Profile> profile;      ///< never null: what could be understood
  Findings findings;                     ///< faults, in the order of the core's checks
  bool refused = false;                  ///< the core would not start with this profile

  /// The profile's own file, then those of the layers.
  std::vector<ProfileText> texts() const;
  /// Whether a file is one of them, not one that the profile refers to.
  bool is_own(FileId own) const;
};

/// Reads the profile and every file it refers to. Only an unreadable profile
/// is an Error; all faults in it are findings, all of them, and the rest is read.
Result<LoadedProfile> load_profile(Sources& sources, const std::string& path, const LoadOptions& options);

/// The same for a text that is in memory; provider files still come from `options.home`.
LoadedProfile load_profile_text(Sources& sources, FileId file, const LoadOptions& options);

}  // namespace clashlint
