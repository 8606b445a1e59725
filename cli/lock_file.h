#pragma once

#include <string>
#include <vector>

#include "analyzer/lock/lock.h"
#include "rules/base/result.h"

namespace clashlint {

inline constexpr std::string_view kLockName = "clashlint.lock";

/// What a profile depends on, as a lock at `lock_path` names it.
std::vector<LockedFile> files_for_lock(const Profile& profile, const std::string& lock_path);

/// The files of a lock. Error: why it cannot be used, whole lines for a person.
Result<std::vector<LockedFile>> load_lock(const std::string& lock_path);

}  // namespace clashlint
