// Several formats of one run, and the exit code in all of them.
#include <doctest/doctest.h>

#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "cli/app.h"
#include "cli/render/check_formats.h"
#include "tests/support/run_cli.h"
#include "tests/support/scratch_dir.h"

namespace fs = std::filesystem;

namespace clashlint {
namespace {

constexpr const char* kFaulty = "rules:\n  - DOMAIN,a.example,Gone\n  - MATCH,DIRECT\n";

CliRun check(std::vector<std::string> more) {
  std::vector<std::string> args = {"check", "--no-config"};
  args.insert(args.end(), more.begin(), more.end());
  return run_cli(args);
}

TEST_CASE("the exit code is the same in every format") {
  const ScratchDir scratch;
  const WorkingDir here(scratch.path());
  scratch.write("faulty.yaml", kFaulty);
  scratch.write("fine.yaml", "rules:\n  - MATCH,DIRECT\n");
  for (const CheckFormat& format : check_formats()) {
    const std::string name(format.name);
    CAPTURE(name);
    CHECK(check({"--format", name, "fine.yaml"}).exit == 0);
    CHECK(check({"--format", name, "faulty.yaml"}).exit == 1);
    CHECK(check({"--format", name, "--fail-on", "never", "faulty.yaml"}).exit == 0);
    CHECK(check({"--format", name, "--max-findings", "1", "faulty.yaml"}).exit == 0);
    CHECK(check({"--format", name, "faulty.yaml", "missing.yaml"}).exit == 3);
    CHECK(check({"--format", name, "--prest", "all"}).exit == 2);
  }
}

TEST_CASE("several formats are what each is alone") {
  const ScratchDir scratch;
  const WorkingDir here(scratch.path());
  scratch.write("faulty.yaml", kFaulty);
  std::vector<std::string> args = {"faulty.yaml"};
  for (const CheckFormat& format : check_formats()) {
    const std::string name(format.name);
    args.insert(args.end(), {"--output", name + "=" + name + ".out"});
  }
  const CliRun all = check(args);
  CHECK(all.exit == 1);
  for (const CheckFormat& format : check_formats()) {
    const std::string name(format.name);
    CAPTURE(name);
    CHECK(read_bytes(scratch.path() / (name + ".out")) == check({"--format", name, "faulty.yaml"}).out);
  }
  // Nothing else was asked for, so a person gets to know why the run fails.
  CHECK(all.out == check({"faulty.yaml"}).out);
  CHECK(check({"--output", "agent", "--output", "json=json.out", "faulty.yaml"}).out ==
        check({"--format", "agent", "faulty.yaml"}).out);
}

TEST_CASE("a report that cannot be written fails the run") {
  const ScratchDir scratch;
  const WorkingDir here(scratch.path());
  scratch.write("fine.yaml", "rules:\n  - MATCH,DIRECT\n");
  const CliRun run = check({"--output", "json=no/such/folder/out.json", "fine.yaml"});
  CHECK(run.exit == 3);
  CHECK(run.err.starts_with("clashlint: no/such/folder/out.json cannot be written: "));
}

TEST_CASE("wrong use of outputs") {
  for (const std::vector<std::string>& args : std::vector<std::vector<std::string>>{
           {"--output", "xml"},
           {"--output", "json="},
           {"--format", "json=a"},
           {"--format", "json", "--output", "text"},
           {"--statistics", "--format", "json"},
       }) {
    const CliRun run = check(args);
    CHECK(run.exit == 2);
    CHECK(run.out.empty());
  }
}

TEST_CASE("links are for terminals that know them, and for nothing else") {
  const ScratchDir scratch;
  const WorkingDir here(scratch.path());
  scratch.write("a b.yaml", kFaulty);
  const auto run = [](const Environment& environment, std::vector<std::string> more) {
    std::vector<std::string> args = {"check", "--no-config", "a b.yaml"};
    args.insert(args.end(), more.begin(), more.end());
    std::istringstream in;
    std::ostringstream out;
    std::ostringstream err;
    run_app(args, environment, in, out, err);
    return out.str();
  };
  const Environment terminal{
      .geodata_home = {}, .user_home = {}, .out_is_terminal = true, .out_has_links = true};
  const Environment old_terminal{.geodata_home = {}, .user_home = {}, .out_is_terminal = true};
  const auto linked = [](const std::string& text) { return text.find("\x1b]8;;") != std::string::npos; };
  CHECK(run(terminal, {}).find("\x1b]8;;file://" + scratch.path().string() + "/a%20b.yaml\x1b\\") !=
        std::string::npos);
  CHECK_FALSE(linked(run(terminal, {"--color", "never"})));
  CHECK_FALSE(linked(run(old_terminal, {})));
  CHECK_FALSE(linked(run({}, {"--color", "always"})));
  CHECK(run(terminal, {"--output", "text=text.out"}) == run(terminal, {}));
  CHECK_FALSE(linked(read_bytes(scratch.path() / "text.out")));
}

}  // namespace
}  // namespace clashlint
