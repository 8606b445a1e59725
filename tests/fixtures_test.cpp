// Runs every fixture that is one call of the program: see fixtures/README.md.
#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/fixture.h"
#include "tests/support/golden.h"
#include "tests/support/scratch_dir.h"

namespace fs = std::filesystem;

namespace clashlint {
namespace {

TEST_CASE("every fixture gives what it says") {
  for (const std::string folder :
       {"check", "cli", "diff", "explain", "find", "lock", "prompt", "resolve", "rules", "test"}) {
    const std::vector<fs::path> files = fixture_files(fixtures_dir() / folder);
    CHECK_MESSAGE(!files.empty(), "fixtures/", folder, " holds no fixture");
    for (const fs::path& file : files) {
      CAPTURE(file.string());
      const Txtar archive = parse_txtar(read_bytes(file));
      REQUIRE_MESSAGE(archive.find("args") != nullptr, file.string(), " has no section args");
      check_run(file, archive, run_archive(archive, {}));
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
