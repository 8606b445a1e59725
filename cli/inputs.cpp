#include "cli/inputs.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "cli/render/printable.h"

namespace fs = std::filesystem;

namespace clashlint {
namespace {

bool is_yaml(const fs::path& path) { return path.extension() == ".yaml" || path.extension() == ".yml"; }

bool is_hidden(const fs::path& path) { return path.filename().string().starts_with('.'); }

// `./` in front of everything found below `.` would only be noise.
std::string shown(const fs::path& path) {
  const std::string text = path.generic_string();
  return text.starts_with("./") ? text.substr(2) : text;
}

class Walk {
 public:
  std::vector<std::string> found;
  std::vector<std::string> faults;

  void folder(const fs::path& folder) {
    std::error_code error;
    fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied, error);
    for (const fs::recursive_directory_iterator end; !error && at != end; at.increment(error)) {
      std::error_code ignored;
      if (at->is_directory(ignored)) {
        if (is_hidden(at->path())) at.disable_recursion_pending();
      } else if (is_yaml(at->path()) && !is_hidden(at->path()) && at->is_regular_file(ignored)) {
        found.push_back(shown(at->path()));
      }
    }
    if (error)
      faults.push_back(printable(folder.string()) + " could not be read to its end: " + error.message());
    std::ranges::sort(found);
  }
};

}  // namespace

InputList expand_inputs(const std::vector<std::string>& paths) {
  InputList list;
  std::set<std::string> seen;
  const auto add = [&](const std::string& path, bool named) {
    if (seen.insert(path).second) list.files.push_back({.path = path, .named = named});
  };
  for (const std::string& path : paths) {
    std::error_code ignored;
    if (path == "-" || !fs::is_directory(path, ignored)) {
      add(path, true);
      continue;
    }
    Walk walk;
    walk.folder(path);
    for (const std::string& file : walk.found) add(file, false);
    list.faults.insert(list.faults.end(), walk.faults.begin(), walk.faults.end());
  }
  return list;
}

}  // namespace clashlint
