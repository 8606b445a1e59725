#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "cli/report.h"
#include "rules/base/result.h"

namespace clashlint {

/// Findings that were there before, written down so that only new ones are
/// shown. A JSON file with one line a finding, in the order of paths; it names
/// no line numbers: see fingerprint.h.
class Baseline {
 public:
  /// Paths in it begin in the folder of this file.
  explicit Baseline(std::string file);

  /// Reads the file. Error: a sentence that names it.
  std::optional<Error> read();

  /// Which findings of a report it has. The report's secrets are hidden already.
  std::vector<bool> has(const FileReport& report) const;

  /// Notes what a file has now, for `text` and `gone`. `settings` say which checks were run.
  void note(const FileReport& report, const Settings& settings);

  /// Entries of files that were looked at, or are no more, which were found no more.
  std::size_t gone() const;

  /// The file's new text: everything found now, or only what is left of the old entries.
  std::string created() const { return text_of(found_); }
  std::string pruned() const;

  const std::string& file() const { return file_; }

 private:
  struct Entry {
    std::string check;
    std::string message;
  };
  using Entries = std::map<std::string, std::map<std::string, Entry>>;  ///< path, fingerprint

  std::string path_of(const FileReport& report) const;
  bool is_gone(const std::string& path, const std::string& fingerprint, const Entry& entry) const;
  static std::string text_of(const Entries& entries);

  std::string file_;
  std::string folder_;
  Entries entries_;
  Entries found_;
  std::map<std::string, std::set<std::string>> looked_for_;  ///< by path, the checks that were run
};

}  // namespace clashlint
