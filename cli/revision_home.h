#pragma once

#include <optional>
#include <string>

#include "rules/base/result.h"
#include "rules/profile/load.h"

namespace clashlint {

/// A profile as it was at a revision, with the lists of its repository as they
/// were; what the repository does not hold is taken from where it lies now.
class RevisionHome {
 public:
  RevisionHome() = default;
  ~RevisionHome();
  RevisionHome(const RevisionHome&) = delete;
  RevisionHome& operator=(const RevisionHome&) = delete;

  /// `path`: of the profile, in a repository. The text gets the name `REV:PATH`. Nothing:
  /// it was not there.
  Result<std::optional<LoadedProfile>> load(Sources& sources, const std::string& revision,
                                            const std::string& path, const LoadOptions& options);

 private:
  std::string folder_;  ///< of our own, removed at the end
};

}  // namespace clashlint
