// Runs every fixture of fixtures/explain and fixtures/cli: see fixtures/README.md.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/golden.h"
#include "tests/support/run_cli.h"
#include "tests/support/scratch_dir.h"
#include "tests/support/txtar.h"

namespace fs = std::filesystem;

namespace clashlint {
namespace {

constexpr std::array<std::string_view, 6> kOwnSections = {"args",   "from",   "stdin",
                                                          "stdout", "stderr", "exit"};

std::string section(const Txtar& archive, std::string_view name) {
  const std::string* text = archive.find(name);
  return text == nullptr ? std::string() : *text;
}

void lay_files(const ScratchDir& scratch, const Txtar& archive) {
  for (const std::string& folder : split_args(section(archive, "from"))) scratch.lay(fixtures_dir() / folder);
  for (const auto& [name, text] : archive.sections) {
    const bool own = std::ranges::find(kOwnSections, name) != kOwnSections.end();
    if (!own) scratch.write(name, text);
  }
}

void run_fixture(const fs::path& file) {
  const Txtar archive = parse_txtar(read_bytes(file));
  REQUIRE_MESSAGE(archive.find("args") != nullptr, file.string(), " has no section args");
  const ScratchDir scratch;
  lay_files(scratch, archive);
  const WorkingDir here(scratch.path());
  const CliRun run = run_cli(split_args(section(archive, "args")), section(archive, "stdin"));
  check_golden(
      file, archive,
      {{"stdout", run.out, ""}, {"stderr", run.err, ""}, {"exit", std::to_string(run.exit) + "\n", "0\n"}});
}

TEST_CASE("every fixture gives what it says") {
  for (const std::string folder : {"explain", "cli"}) {
    const auto files = fixture_files(fixtures_dir() / folder);
    REQUIRE_MESSAGE(!files.empty(), "fixtures/", folder, " holds no .txtar");
    for (const fs::path& file : files) {
      const std::string name = fs::relative(file, fixtures_dir()).string();
      SUBCASE(name.c_str()) { run_fixture(file); }
    }
  }
}

TEST_CASE("an archive prints as it was read") {
  const std::string text = "why\n-- a --\n1\n\n-- b/c.yaml --\n-- d --\n--not one--\n";
  const Txtar archive = parse_txtar(text);
  CHECK(archive.comment == "why\n");
  REQUIRE(archive.sections.size() == 3);
  CHECK(*archive.find("a") == "1\n\n");
  CHECK(archive.find("b/c.yaml")->empty());
  CHECK(*archive.find("d") == "--not one--\n");
  CHECK(archive.find("e") == nullptr);
  CHECK(print_txtar(archive) == text);
  CHECK(print_txtar(parse_txtar("-- a --\nno end")) == "-- a --\nno end\n");
}

TEST_CASE("a command line is split as a shell does") {
  using Words = std::vector<std::string>;
  CHECK(split_args("a  b\n") == Words{"a", "b"});
  CHECK(split_args("--select 'Group=HK 01' \"\" x'y z'") == Words{"--select", "Group=HK 01", "", "xy z"});
}

}  // namespace
}  // namespace clashlint
