#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/txtar.h"

namespace clashlint {

/// Whether `UPDATE_FIXTURES=1` is set: goldens are rewritten, not compared.
bool update_fixtures();

/// What a program gave for one section of an archive. A section that is not
/// there stands for `if_absent`, and is not written while that is what comes.
struct Actual {
  std::string section;
  std::string text;
  std::string if_absent;
};

/// Compares each with the archive, or rewrites the archive's file.
void check_golden(const std::filesystem::path& file, Txtar archive, const std::vector<Actual>& actual);

/// Every `.txtar` below a folder of fixtures/, sorted; empty where it is not there.
std::vector<std::filesystem::path> fixture_files(const std::filesystem::path& folder);

/// The folder fixtures/ of the sources.
std::filesystem::path fixtures_dir();

}  // namespace clashlint
