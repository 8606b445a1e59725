#pragma once

#include <functional>
#include <string>
#include <vector>

#include "analyzer/check/inspect.h"
#include "analyzer/check/settings.h"
#include "cli/render/paint.h"
#include "rules/profile/load.h"

namespace clashlint {

/// A profile that is to be mended, with its layers.
struct MendTask {
  std::string name;   ///< as a person sees it
  LoadOptions where;  ///< with a home: the text alone has none
  Settings settings;
  bool with_unsafe = false;
  std::vector<bool> mends_layer{};  ///< of each layer of `where`: whether its file can be written
  /// Takes out of what was found what is to stay as it is.
  std::function<void(const Sources&, const LoadedProfile&, Inspection&)> spare;
};

/// What stands in the files of a profile.
struct ProfileTexts {
  std::string profile;
  std::vector<std::string> layers{};  ///< in the order of `MendTask::where`
};

struct MendedTexts {
  ProfileTexts texts;
  std::size_t made = 0;  ///< fixes that were written
};

/// Makes fixes, and those of what is then found, until there is nothing to make.
/// A round that would make a taken profile refused is not taken.
MendedTexts mend(const MendTask& task, const ProfileTexts& texts);

/// The differences of the files that changed, without their secrets.
std::string mend_diff(const MendTask& task, const ProfileTexts& before, const ProfileTexts& after,
                      const Paint& paint);

}  // namespace clashlint
