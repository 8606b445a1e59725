#pragma once

#include <functional>
#include <string>

#include "analyzer/check/inspect.h"
#include "analyzer/check/settings.h"
#include "cli/render/paint.h"
#include "rules/profile/load.h"

namespace clashlint {

/// A profile that is to be mended.
struct MendTask {
  std::string name;   ///< as a person sees it
  LoadOptions where;  ///< with a home: the text alone has none
  Settings settings;
  bool with_unsafe = false;
  /// Takes out of what was found what is to stay as it is.
  std::function<void(const Sources&, const LoadedProfile&, Inspection&)> spare;
};

struct MendedText {
  std::string text;
  std::size_t made = 0;  ///< fixes that were written
};

/// Makes fixes, and those of what is then found, until there is nothing to make.
/// A round that would make a taken profile refused is not taken.
MendedText mend(const MendTask& task, const std::string& text);

/// The difference of two texts of a profile, without its secrets.
std::string mend_diff(const MendTask& task, const std::string& before, const std::string& after,
                      const Paint& paint);

}  // namespace clashlint
