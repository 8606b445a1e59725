#include "cli/config_finder.h"

#include <filesystem>
#include <utility>

#include "cli/render/frame.h"
#include "cli/render/printable.h"
#include "rules/profile/home.h"
#include "rules/yaml/tree.h"

namespace fs = std::filesystem;

namespace clashlint {
namespace {

constexpr std::string_view kFileName = ".clashlint.yaml";

fs::path whole(const std::string& path) {
  std::error_code ignored;
  return fs::absolute(path.empty() ? "." : path, ignored).lexically_normal();
}

// From where the program runs: no output holds an absolute path that nobody gave.
std::string shown(const fs::path& path) {
  std::error_code ignored;
  return path.lexically_relative(fs::current_path(ignored)).generic_string();
}

}  // namespace

struct ConfigFinder::Read {
  Config config;
  std::string error;  ///< empty: usable
};

ConfigFinder::ConfigFinder(std::optional<std::string> given) : given_(std::move(given)) {}
ConfigFinder::~ConfigFinder() = default;

ConfigFinder::Read* ConfigFinder::read(const std::string& path) {
  std::unique_ptr<Read>& slot = by_path_[path];
  if (slot) return slot.get();
  slot = std::make_unique<Read>();
  Result<std::string> text = read_file(path);
  if (!text) {
    slot->error = "clashlint: " + printable(path + " " + text.error()) + "\n";
    return slot.get();
  }
  Sources sources;
  const FileId file = sources.add(path, decode_utf16(std::move(*text)));
  const std::string folder = fs::path(path).parent_path().generic_string();
  LoadedConfig loaded = read_config(sources, file, folder);
  slot->config = std::move(loaded.config);
  const FrameView view{.sources = sources};
  for (const Finding& fault : loaded.faults) slot->error += finding_text(view, fault);
  return slot.get();
}

ConfigFinder::Read* ConfigFinder::find(const std::string& folder) {
  const auto known = by_folder_.find(folder);
  if (known != by_folder_.end()) return known->second;
  const fs::path here(folder);
  std::error_code ignored;
  Read* found = nullptr;
  if (fs::is_regular_file(here / kFileName, ignored)) {
    found = read(shown(here / kFileName));
  } else if (here.has_relative_path()) {
    found = find(here.parent_path().string());
  }
  by_folder_.emplace(folder, found);
  return found;
}

Result<const Config*> ConfigFinder::config_for(const std::string& path) {
  const Read* const found = given_ ? read(*given_) : find(whole(path).parent_path().string());
  if (found == nullptr) return static_cast<const Config*>(nullptr);
  if (!found->error.empty()) return Error{found->error};
  return &found->config;
}

std::string path_from(const std::string& folder, const std::string& path) {
  return whole(path).lexically_relative(whole(folder)).generic_string();
}

}  // namespace clashlint
