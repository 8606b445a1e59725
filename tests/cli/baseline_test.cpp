// `check --baseline`: only what is new.
#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/run_cli.h"
#include "tests/support/scratch_dir.h"

namespace fs = std::filesystem;

namespace clashlint {
namespace {

class Folder {
 public:
  void write(std::string_view name, std::string_view text) const { scratch_.write(name, text); }
  std::string read(const std::string& name) const { return read_bytes(scratch_.path() / name); }
  void remove(const std::string& name) const { fs::remove(scratch_.path() / name); }

  CliRun check(std::vector<std::string> more) const {
    std::vector<std::string> args = {"check", "--no-config", "--baseline", "known.json"};
    args.insert(args.end(), more.begin(), more.end());
    return run_cli(args);
  }

 private:
  ScratchDir scratch_;
  WorkingDir here_{scratch_.path()};
};

constexpr const char* kOld = "rules:\n  - DOMAIN,a.example,Gone\n  - MATCH,DIRECT\n";

std::string last_line(const std::string& text) {
  const std::size_t begin = text.rfind('\n', text.size() - 2);
  return text.substr(begin == std::string::npos ? 0 : begin + 1);
}

TEST_CASE("what is written down is not shown, also when lines move") {
  const Folder folder;
  folder.write("profile.yaml", kOld);
  const CliRun created = folder.check({"--create-baseline", "profile.yaml"});
  CHECK(created.exit == 0);
  CHECK(created.out ==
        "profile.yaml: nothing to report; the core refuses it; 1 finding known from the baseline.\n");
  CHECK(folder.read("known.json").find("\"line\"") == std::string::npos);

  folder.write("profile.yaml", "# a line more\n\nmode: rule\n" + std::string(kOld));
  CHECK(folder.check({"profile.yaml"}).exit == 0);

  folder.write("profile.yaml", "rules:\n  - DOMAIN,new.example,Gone\n  - DOMAIN,a.example,Gone\n");
  const CliRun run = folder.check({"--only", "unknown-target", "profile.yaml"});
  CHECK(run.exit == 1);
  CHECK(run.out.find("profile.yaml:2:24 error") != std::string::npos);
  CHECK(run.out.find("profile.yaml:3:") == std::string::npos);
}

TEST_CASE("each of several that are alike is counted") {
  const Folder folder;
  folder.write("profile.yaml", kOld);
  folder.check({"--create-baseline", "profile.yaml"});
  folder.write("profile.yaml",
               "rules:\n  - DOMAIN,a.example,Gone\n  - DOMAIN,a.example,Gone\n  - MATCH,DIRECT\n");
  const CliRun run = folder.check({"--only", "unknown-target", "profile.yaml"});
  CHECK(run.exit == 1);
  CHECK(last_line(run.out) ==
        "1 error in profile.yaml; the core refuses it; 1 finding known from the baseline.\n");
}

TEST_CASE("what is found no more is said, and pruned") {
  const Folder folder;
  folder.write("profile.yaml", kOld);
  folder.write("other.yaml", kOld);
  folder.write("third.yaml", kOld);
  folder.check({"--create-baseline", "."});
  folder.write("profile.yaml", "rules:\n  - MATCH,DIRECT\n");
  folder.remove("third.yaml");
  const CliRun run = folder.check({"profile.yaml"});
  CHECK(run.exit == 0);
  CHECK(run.out ==
        "profile.yaml: nothing to report; 2 of the baseline are found no more (--prune-baseline).\n");
  CHECK(folder.check({"--prune-baseline", "profile.yaml"}).exit == 0);
  const std::string left = folder.read("known.json");
  CHECK(left.find("other.yaml") != std::string::npos);
  CHECK(left.find("profile.yaml") == std::string::npos);
  CHECK(left.find("third.yaml") == std::string::npos);
}

TEST_CASE("checks that were not run are not gone") {
  const Folder folder;
  folder.write("profile.yaml", kOld);
  folder.check({"--create-baseline", "profile.yaml"});
  const std::string before = folder.read("known.json");
  CHECK(folder.check({"--ignore", "unknown-target", "--prune-baseline", "profile.yaml"}).exit == 0);
  CHECK(folder.read("known.json") == before);
}

TEST_CASE("a baseline holds the same bytes whatever the order of the files, and no secret") {
  const Folder folder;
  folder.write("a.yaml", kOld);
  folder.write("b.yaml", "secret: hunter2-controller\n" + std::string(kOld));
  folder.check({"--preset", "all", "--create-baseline", "a.yaml", "b.yaml"});
  const std::string first = folder.read("known.json");
  folder.check({"--preset", "all", "--create-baseline", "b.yaml", "a.yaml"});
  CHECK(folder.read("known.json") == first);
  CHECK(first.find("hunter2") == std::string::npos);
}

TEST_CASE("a baseline that is not there or is none ends the run") {
  const Folder folder;
  folder.write("profile.yaml", kOld);
  const CliRun missing = folder.check({"profile.yaml"});
  CHECK(missing.exit == 2);
  CHECK(missing.err == "clashlint: the baseline known.json is missing; --create-baseline makes it\n");
  for (const std::string text :
       {"", "{}", "[1]", R"({"version":2,"findings":[]})", R"({"version":1,"findings":[{"path":"a"}]})",
        R"({"version":1,"findings":[3]})"}) {
    folder.write("known.json", text);
    CAPTURE(text);
    CHECK(folder.check({"profile.yaml"}).exit == 2);
  }
  CHECK(run_cli(std::vector<std::string>{"check", "--prune-baseline", "profile.yaml"}).exit == 2);
}

TEST_CASE("findings of the baseline are not mended") {
  const Folder folder;
  const std::string twice =
      "rules:\n  - DOMAIN,a.example,DIRECT\n  - DOMAIN,a.example,DIRECT\n  - MATCH,DIRECT\n";
  folder.write("profile.yaml", twice);
  folder.check({"--create-baseline", "profile.yaml"});
  CHECK(folder.check({"--fix", "profile.yaml"}).exit == 0);
  CHECK(folder.read("profile.yaml") == twice);
}

}  // namespace
}  // namespace clashlint
