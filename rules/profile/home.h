#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/base/result.h"

namespace clashlint {

/// Larger files are refused: spans are 32 bits, and nobody's list is larger.
inline constexpr std::size_t kMaxFileBytes = std::size_t{1} << 29;

/// The whole of a regular file. Errors: `is missing`, `is a folder`, `is no
/// regular file`, `is larger than 512 MB`, `cannot be read`.
Result<std::string> read_file(const std::string& path);

/// The core's directory: where relative paths begin and no path may leave.
class HomeFiles {
 public:
  /// `geodata_home` is a second place for geodata only; may be empty.
  HomeFiles(std::string home, std::string geodata_home);

  const std::string& path() const { return home_; }

  /// A path of a profile, joined to the home. Error: the core's text for a
  /// path that leaves it (by its text; links are not followed, as in the core).
  Result<std::string> resolve(std::string_view path) const;

  /// A path in the home by the folder and file name the core chooses for a
  /// download: `rules/<md5 of url>`.
  std::string download_path(std::string_view folder, std::string_view url) const;

  /// As a person should see it: relative to the home where it lies in it.
  std::string shown(const std::string& resolved) const;

  /// The first of these names, in any case, in byte order of the folder's own
  /// names; the home first, then `geodata_home` (`semantics.md` F.1).
  std::optional<std::string> find_geodata(std::string_view name) const;
  std::optional<std::string> find_geodata(const std::vector<std::string_view>& names) const;

 private:
  std::string home_;
  std::string geodata_home_;
};

}  // namespace clashlint
