#include "cli/prompt/watch.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace fs = std::filesystem;

namespace clashlint {

void Watch::add(const std::vector<std::string>& paths) {
  for (const std::string& path : paths) {
    if (std::ranges::find(files_, path, &File::path) == files_.end()) files_.push_back(look_at(path));
  }
}

Watch::File Watch::look_at(const std::string& path) {
  File file{.path = path};
  std::error_code fault;
  const fs::file_time_type time = fs::last_write_time(path, fault);
  if (fault) return file;
  file.there = true;
  file.time = static_cast<std::int64_t>(time.time_since_epoch().count());
  file.size = fs::file_size(path, fault);
  if (fault) file.size = 0;
  return file;
}

std::vector<std::string> Watch::changed() const {
  std::vector<std::string> paths;
  for (const File& file : files_) {
    if (look_at(file.path) != file) paths.push_back(file.path);
  }
  return paths;
}

Watch Watch::now() const {
  Watch other;
  for (const File& file : files_) other.files_.push_back(look_at(file.path));
  return other;
}

}  // namespace clashlint
