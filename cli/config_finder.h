#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "analyzer/config/config.h"
#include "rules/base/result.h"

namespace clashlint {

/// Finds the configuration for each file: the `.clashlint.yaml` in its folder
/// or the nearest one above. Each is read once.
class ConfigFinder {
 public:
  /// `given`: the one file that holds for all, wherever they stand.
  explicit ConfigFinder(std::optional<std::string> given);
  ~ConfigFinder();

  /// What holds for a file; null: there is no configuration. Error: its faults
  /// as text for a person, each with its place.
  Result<const Config*> config_for(const std::string& path);

 private:
  struct Read;
  Read* read(const std::string& path);
  Read* find(const std::string& folder);

  std::optional<std::string> given_;
  std::map<std::string, std::unique_ptr<Read>> by_path_;
  std::map<std::string, Read*> by_folder_;
};

/// Where a file stands, seen from a folder; both as a person gave them.
std::string path_from(const std::string& folder, const std::string& path);

}  // namespace clashlint
