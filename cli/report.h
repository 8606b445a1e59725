#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "analyzer/check/inspect.h"
#include "analyzer/check/unseen.h"
#include "analyzer/config/config.h"
#include "analyzer/lock/lock.h"
#include "analyzer/secrets/secret_map.h"
#include "rules/base/source.h"

namespace clashlint {

/// Whether `--fix` mends it without `--unsafe-fixes`.
bool has_safe_fix(const Finding& finding);

/// What `check` has to say about one file.
struct FileReport {
  const Sources& sources;
  std::string path;
  bool refused = false;
  std::string other{};    ///< what it is, where it is no profile and was therefore passed over
  bool asked_for = true;  ///< it was named, not found in a folder or handed over by a hook
  Inspection inspection{};
  std::vector<Unseen> unseen{};
  std::unique_ptr<SecretMap> secrets{};  ///< null where there is nothing to show
  FailOn fail_on = FailOn::warning;
  std::vector<std::string> fingerprints{};  ///< one a finding: see fingerprint.h
  std::size_t known = 0;                    ///< findings that a baseline took out
  std::size_t mended = 0;                   ///< fixes that were written
};

/// What it has to say about a whole run.
struct RunReport {
  std::size_t files = 0;              ///< profiles looked at
  std::vector<std::string> others{};  ///< files that are no profiles, and what they are
  bool others_asked_for = true;       ///< each of them was named
  std::size_t refused = 0;
  std::size_t suppressed = 0;
  std::size_t with_findings = 0;
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t infos = 0;
  std::size_t fixable = 0;              ///< findings that --fix mends
  std::size_t known = 0;                ///< left out: the baseline has them
  std::size_t gone = 0;                 ///< in the baseline, and found no more
  std::size_t mended = 0;               ///< fixes that were written
  std::string single;                   ///< the path, where it was one profile
  std::vector<std::string> unreadable;  ///< why, each with its path
  std::vector<Unseen> unseen;
  bool locked = false;                      ///< compared with a lock
  std::vector<LockDifference> differences;  ///< what is another than there

  void add(const FileReport& report);
};

/// An output format: files as they come, then the end. Everything written is
/// complete only after `end`.
class CheckWriter {
 public:
  virtual ~CheckWriter() = default;
  virtual void file(const FileReport& report) = 0;
  virtual void end(const RunReport& run) = 0;
};

}  // namespace clashlint
