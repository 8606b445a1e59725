#include "cli/revision_home.h"

#include <filesystem>
#include <fstream>
#include <system_error>
#include <vector>

#include "cli/git.h"
#include "cli/render/printable.h"
#include "rules/yaml/mapping.h"

namespace clashlint {
namespace {

namespace fs = std::filesystem;

constexpr int kMaxTries = 1'000;

// A new folder that only we have.
Result<std::string> make_folder() {
  std::error_code failed;
  const fs::path where = fs::temp_directory_path(failed);
  if (failed) return Error{"there is no folder for temporary files"};
  for (int number = 0; number < kMaxTries; ++number) {
    const fs::path folder = where / ("clashlint-home-" + std::to_string(number));
    if (!fs::create_directory(folder, failed) || failed) continue;
    fs::permissions(folder, fs::perms::owner_all, failed);
    return folder.string();
  }
  return Error{"a temporary folder could not be made"};
}

bool stays_inside(const fs::path& relative) {
  return !relative.empty() && relative.is_relative() && *relative.lexically_normal().begin() != "..";
}

void put(const fs::path& file, const std::string& text) {
  std::error_code ignored;
  fs::create_directories(file.parent_path(), ignored);
  std::ofstream(file, std::ios::binary) << text;
}

// What the profile refers to, as it is written.
void lay(const std::string& revision, const fs::path& home, const fs::path& relative,
         const fs::path& folder) {
  if (!stays_inside(relative)) return;
  std::error_code ignored;
  if (fs::exists(folder / relative, ignored)) return;
  const fs::path now = home / relative;
  if (const auto then = file_at_revision(revision, now.string()); then && *then) {
    put(folder / relative, **then);
  } else if (fs::is_regular_file(now, ignored)) {
    fs::create_directories((folder / relative).parent_path(), ignored);
    fs::create_symlink(fs::absolute(now, ignored), folder / relative, ignored);
  }
}

std::vector<std::string> node_files(const YamlTree& tree) {
  std::vector<std::string> paths;
  const YamlNode* const providers =
      tree.root() == nullptr ? nullptr : yaml_find(*tree.root(), "proxy-providers");
  if (providers == nullptr) return paths;
  for (const YamlEntry& entry : yaml_entries(resolved(*providers)).entries) {
    const YamlNode* const path = yaml_find(resolved(*entry.value), "path");
    if (path != nullptr && resolved(*path).is_scalar()) paths.emplace_back(resolved(*path).text);
  }
  return paths;
}

std::vector<LayerText> layers_at(const std::string& revision, const std::vector<LayerText>& layers,
                                 const std::string& prefix) {
  std::vector<LayerText> then;
  for (const LayerText& layer : layers) {
    const Result<std::optional<std::string>> text = file_at_revision(revision, layer.name);
    if (text && *text) {
      LayerText old = layer;
      old.name = prefix + layer.name;
      old.text = decode_utf16(std::string(**text));
      then.push_back(std::move(old));
    } else if (!text || layer.optional) {
      then.push_back(layer);
    }
  }
  return then;
}

void lay_geodata(const fs::path& home, const fs::path& folder) {
  std::error_code failed;
  for (fs::directory_iterator at(home, failed), end; !failed && at != end; at.increment(failed)) {
    const std::string kind = at->path().extension().string();
    std::error_code ignored;
    if (kind == ".dat" || kind == ".mmdb" || kind == ".metadb")
      fs::create_symlink(fs::absolute(at->path(), ignored), folder / at->path().filename(), ignored);
  }
}

}  // namespace

RevisionHome::~RevisionHome() {
  std::error_code ignored;
  if (!folder_.empty()) fs::remove_all(folder_, ignored);
}

Result<std::optional<LoadedProfile>> RevisionHome::load(Sources& sources, const std::string& revision,
                                                        const std::string& path, const LoadOptions& options,
                                                        const std::string& prefix) {
  Result<std::optional<std::string>> text = file_at_revision(revision, path);
  if (!text) return Error{text.error()};
  if (!*text) return std::optional<LoadedProfile>();
  const fs::path parent = fs::path(path).parent_path();
  const std::string home = !options.home.empty() ? options.home : parent.empty() ? "." : parent.string();
  const std::string name = prefix + path;
  LoadOptions then{.home = home,
                   .geodata_home = options.geodata_home,
                   .layers = layers_at(revision, options.layers, prefix)};
  const std::string profile = decode_utf16(std::move(**text));
  // Read once to see what it refers to.
  Sources first_sources;
  const LoadedProfile first = load_profile_text(first_sources, first_sources.add(name, profile), then);
  const Result<std::string> folder = make_folder();
  if (!folder) return Error{folder.error()};
  folder_ = *folder;
  for (const auto& set : first.profile->rule_sets) lay(revision, home, set->path, folder_);
  for (const std::string& each : node_files(first.tree)) lay(revision, home, each, folder_);
  lay_geodata(home, folder_);
  then.home = folder_;
  return std::optional(load_profile_text(sources, sources.add(name, profile), then));
}

}  // namespace clashlint
