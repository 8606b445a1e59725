#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace clashlint {

/// A folder of one test's own, gone when the object goes.
class ScratchDir {
 public:
  ScratchDir();
  ~ScratchDir();
  ScratchDir(const ScratchDir&) = delete;
  ScratchDir& operator=(const ScratchDir&) = delete;

  const std::filesystem::path& path() const { return path_; }

  /// Writes a file, and the folders above it. The name is relative to the folder.
  void write(std::string_view name, std::string_view bytes) const;

  /// Lays a copy of every file below `folder` here, with the folders between.
  void lay(const std::filesystem::path& folder) const;

 private:
  std::filesystem::path path_;
};

/// The working directory is `folder` for as long as this lives.
class WorkingDir {
 public:
  explicit WorkingDir(const std::filesystem::path& folder);
  ~WorkingDir();
  WorkingDir(const WorkingDir&) = delete;
  WorkingDir& operator=(const WorkingDir&) = delete;

 private:
  std::filesystem::path before_;
};

/// The bytes of a file; a test that asks for one that is not there has failed.
std::string read_bytes(const std::filesystem::path& path);

void write_bytes(const std::filesystem::path& path, std::string_view bytes);

}  // namespace clashlint
