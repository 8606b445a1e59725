#include "rules/profile/home.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <system_error>

#include <fmt/format.h>

#include "rules/base/strings.h"
#include "rules/profile/md5.h"

namespace clashlint {
namespace {

namespace fs = std::filesystem;

/// Does a relative path stay where it begins?
bool is_local(const fs::path& relative) {
  return !relative.empty() && !relative.is_absolute() && *relative.begin() != "..";
}

fs::path normal(const fs::path& path) {
  std::error_code ignored;
  const fs::path absolute = fs::absolute(path, ignored).lexically_normal();
  return absolute.has_filename() ? absolute : absolute.parent_path();
}

std::vector<std::string> sorted_names(const std::string& folder) {
  std::vector<std::string> names;
  std::error_code failed;
  for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
    names.push_back(at->path().filename().string());
  }
  std::ranges::sort(names);
  return names;
}

}  // namespace

Result<std::string> read_file(const std::string& path) {
  std::error_code failed;
  const fs::file_status status = fs::status(path, failed);
  if (status.type() == fs::file_type::not_found) return Error{"is missing"};
  if (fs::is_directory(status)) return Error{"is a folder"};
  if (!fs::is_regular_file(status)) return Error{"is no regular file"};
  const std::uintmax_t size = fs::file_size(path, failed);
  if (failed) return Error{"cannot be read"};
  if (size > kMaxFileBytes) return Error{fmt::format("is larger than {} MB", kMaxFileBytes >> 20)};

  std::ifstream in(path, std::ios::binary);
  std::string text(static_cast<std::size_t>(size), '\0');
  in.read(text.data(), static_cast<std::streamsize>(size));
  if (!in) return Error{"cannot be read"};
  return text;
}

HomeFiles::HomeFiles(std::string home, std::string geodata_home)
    : home_(std::move(home)), geodata_home_(std::move(geodata_home)) {
  if (home_.empty()) home_ = ".";
}

Result<std::string> HomeFiles::resolve(std::string_view path) const {
  const fs::path home = normal(home_);
  const fs::path target = normal(fs::path(path).is_absolute() ? fs::path(path) : home / path);
  const fs::path relative = target.lexically_relative(home);
  if (!is_local(relative)) {
    return Error{fmt::format("path is not subpath of home directory or SAFE_PATHS: {} \n allowed paths: [{}]",
                             std::string(path), home_)};
  }
  return (fs::path(home_) / relative).lexically_normal().string();
}

std::string HomeFiles::download_path(std::string_view folder, std::string_view url) const {
  return (fs::path(home_) / folder / md5_hex(url)).lexically_normal().string();
}

std::string HomeFiles::shown(const std::string& resolved) const {
  const fs::path relative = normal(resolved).lexically_relative(normal(home_));
  return is_local(relative) ? relative.generic_string() : resolved;
}

std::optional<std::string> HomeFiles::find_geodata(std::string_view name) const {
  return find_geodata(std::vector<std::string_view>{name});
}

std::optional<std::string> HomeFiles::find_geodata(const std::vector<std::string_view>& names) const {
  for (const std::string& folder : {home_, geodata_home_}) {
    if (folder.empty()) continue;
    for (const std::string& candidate : sorted_names(folder)) {
      const auto same = [&](std::string_view name) { return ascii_iequals(name, candidate); };
      if (std::ranges::any_of(names, same)) return (fs::path(folder) / candidate).string();
    }
  }
  return std::nullopt;
}

}  // namespace clashlint
