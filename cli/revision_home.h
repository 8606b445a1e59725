#pragma once

#include <optional>
#include <string>

#include "rules/base/result.h"
#include "rules/profile/load.h"

namespace clashlint {

/// A profile as it was at a revision, with the lists and layers of its repository as
/// they were. A list that the repository does not hold is taken from where it lies now,
/// and so is an optional layer: it belongs to one person. Another layer was not there.
class RevisionHome {
 public:
  RevisionHome() = default;
  ~RevisionHome();
  RevisionHome(const RevisionHome&) = delete;
  RevisionHome& operator=(const RevisionHome&) = delete;

  /// `path`: of the profile, in a repository. Names of the files begin with `prefix`.
  /// Nothing: it was not there.
  Result<std::optional<LoadedProfile>> load(Sources& sources, const std::string& revision,
                                            const std::string& path, const LoadOptions& options,
                                            const std::string& prefix);

 private:
  std::string folder_;  ///< of our own, removed at the end
};

}  // namespace clashlint
