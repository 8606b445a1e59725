#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace clashlint {

/// What files were like when they were read: there or not, their time and size.
/// A file that was written twice within the clock's tick and kept its size is
/// taken for the same.
class Watch {
 public:
  /// From now on these, too; a path that stands there already is left as it is.
  void add(const std::vector<std::string>& paths);

  /// Those that are another than when they were added, as they were given.
  std::vector<std::string> changed() const;
  /// The same as they are now.
  Watch now() const;

  bool operator==(const Watch&) const = default;

 private:
  struct File {
    std::string path;
    bool there = false;
    std::int64_t time = 0;
    std::uintmax_t size = 0;

    bool operator==(const File&) const = default;
  };
  static File look_at(const std::string& path);

  std::vector<File> files_;
};

}  // namespace clashlint
