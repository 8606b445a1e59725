#include "cli/lock_file.h"

#include <filesystem>

#include "cli/config_finder.h"
#include "cli/render/frame.h"
#include "cli/render/printable.h"
#include "rules/profile/home.h"

namespace clashlint {

std::vector<LockedFile> files_for_lock(const Profile& profile, const std::string& lock_path) {
  const std::string folder = std::filesystem::path(lock_path).parent_path().string();
  return locked_files(profile, [&](const std::string& path) { return path_from(folder, path); });
}

Result<std::vector<LockedFile>> load_lock(const std::string& lock_path) {
  Result<std::string> text = read_file(lock_path);
  if (!text) return Error{"clashlint: " + printable(lock_path + " " + text.error()) + "\n"};
  Sources sources;
  const FileId file = sources.add(lock_path, std::move(*text));
  LoadedLock lock = read_lock(sources, file);
  if (lock.faults.empty()) return std::move(lock.files);
  const FrameView view{.sources = sources};
  std::string faults;
  for (const Finding& fault : lock.faults) faults += finding_text(view, fault);
  return Error{faults};
}

}  // namespace clashlint
