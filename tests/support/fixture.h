#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/run_cli.h"
#include "tests/support/scratch_dir.h"
#include "tests/support/txtar.h"

namespace clashlint {

/// The text of a section, empty where it is not there.
std::string section(const Txtar& archive, std::string_view name);

/// Writes the files of an archive, those of the folders that it takes `from` first.
void lay_files(const ScratchDir& scratch, const Txtar& archive);

/// Runs one call of the program in a folder of its own that holds the files of
/// the archive; `args` where the archive has no section of that name.
CliRun run_archive(const Txtar& archive, const std::vector<std::string>& args);

/// Compares what came out with the sections stdout, stderr and exit (`exit` is 0 where absent).
void check_run(const std::filesystem::path& file, const Txtar& archive, const CliRun& run);

}  // namespace clashlint
