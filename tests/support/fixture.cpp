#include "tests/support/fixture.h"

#include <algorithm>
#include <array>

#include "tests/support/golden.h"

namespace clashlint {
namespace {

constexpr std::array<std::string_view, 8> kOwnSections = {"args",   "from", "stdin", "stdout",
                                                          "stderr", "exit", "safe",  "unsafe"};

}  // namespace

std::string section(const Txtar& archive, std::string_view name) {
  const std::string* text = archive.find(name);
  return text == nullptr ? std::string() : *text;
}

void lay_files(const ScratchDir& scratch, const Txtar& archive) {
  for (const std::string& folder : split_args(section(archive, "from"))) scratch.lay(fixtures_dir() / folder);
  for (const auto& [name, text] : archive.sections) {
    const std::string_view word = std::string_view(name).substr(0, name.find(' '));
    const bool own = std::ranges::find(kOwnSections, word) != kOwnSections.end();
    if (!own) scratch.write(name, text);
  }
}

CliRun run_archive(const Txtar& archive, const std::vector<std::string>& args) {
  const ScratchDir scratch;
  lay_files(scratch, archive);
  const WorkingDir here(scratch.path());
  const bool own = archive.find("args") != nullptr;
  return run_cli(own ? split_args(section(archive, "args")) : args, section(archive, "stdin"));
}

void check_run(const std::filesystem::path& file, const Txtar& archive, const CliRun& run) {
  check_golden(
      file, archive,
      {{"stdout", run.out, ""}, {"stderr", run.err, ""}, {"exit", std::to_string(run.exit) + "\n", "0\n"}});
}

}  // namespace clashlint
