#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "rules/base/finding.h"
#include "rules/base/source.h"
#include "rules/profile/profile.h"

namespace clashlint {

/// One file that what we say of a profile depends on: a list or a database.
struct LockedFile {
  std::string path;  ///< from the folder of the lock
  bool missing = false;
  std::string sha256;
  std::uint64_t size = 0;                ///< bytes
  std::optional<std::uint64_t> entries;  ///< names, rows, nodes or addresses; nothing where none can be read
  std::string date;                      ///< YYYY-MM-DD, as the file itself says; empty where it does not
};

/// Gives the path of a file as it is to stand in the lock.
using LockPath = std::function<std::string(const std::string& path)>;

/// The files of a profile, each once, by path. What cannot be read any more is missing.
std::vector<LockedFile> locked_files(const Profile& profile, const LockPath& path);

/// Puts the files of several profiles together.
std::vector<LockedFile> joined(std::vector<LockedFile> files);

/// The text of `clashlint.lock`: the same for the same files, wherever and whenever it is written.
std::string lock_text(const std::vector<LockedFile>& files);

struct LoadedLock {
  std::vector<LockedFile> files;  ///< sorted by path
  Findings faults;                ///< without a check; any of them makes the lock unusable
};
LoadedLock read_lock(const Sources& sources, FileId file);

/// What is another than it was.
struct LockDifference {
  std::string path;
  std::string what;  ///< a part of a sentence: `has 1,510 entries, had 1,509`
};

/// Of the files that are used now only; what else the lock holds is not looked at.
std::vector<LockDifference> lock_differences(const std::vector<LockedFile>& locked,
                                             const std::vector<LockedFile>& used);

}  // namespace clashlint
