// What is read from a git repository; without git there is nothing to try.
#include "cli/git.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <string>

#include "tests/support/run_cli.h"
#include "tests/support/scratch_dir.h"

namespace clashlint {
namespace {

constexpr const char* kHead = R"(proxies:
  - {name: A, type: trojan, server: 192.0.2.1, port: 443, password: x, udp: true}
rule-providers:
  company: {type: file, behavior: domain, format: text, path: ./rules/company.txt}
rules:
  - RULE-SET,company,DIRECT
)";

class Repository {
 public:
  Repository() {
    has_git_ = run("git init -q . && git config user.name t && git config user.email t@example.com");
  }

  explicit operator bool() const { return has_git_; }

  bool commit(const std::string& tag) const {
    return run("git add . && git commit -q -m " + tag + " && git tag " + tag);
  }

  void write(const char* name, const std::string& text) const { folder_.write(name, text); }

  CliRun cli(const std::string& line) const {
    const WorkingDir here(folder_.path());
    return run_cli(split_args(line), "");
  }

 private:
  bool run(const std::string& commands) const {
    const WorkingDir here(folder_.path());
    return std::system(("( " + commands + " ) >/dev/null 2>&1").c_str()) == 0;  // NOLINT(cert-env33-c)
  }

  ScratchDir folder_;
  bool has_git_ = false;
};

TEST_CASE("what git would take for an option, or for more than a revision, is none") {
  CHECK(is_revision("main"));
  CHECK(is_revision("HEAD~3"));
  CHECK(is_revision("origin/work"));
  CHECK_FALSE(is_revision(""));
  CHECK_FALSE(is_revision("--output=x"));
  CHECK_FALSE(is_revision("HEAD:profile.yaml"));
}

TEST_CASE("a profile is compared with its revisions, and the lists with theirs") {
  const Repository repository;
  if (!repository) return;
  repository.write("p/rules/company.txt", "+.corp.example\n");
  repository.write("p/profile.yaml", std::string(kHead) + "  - DOMAIN-SUFFIX,openrouter.ai,A\n  - MATCH,A\n");
  REQUIRE(repository.commit("one"));
  repository.write("p/rules/company.txt", "+.corp.example\nopenrouter.ai\n");
  REQUIRE(repository.commit("two"));

  const CliRun now = repository.cli("diff --git one p/profile.yaml");
  CHECK(now.exit == 1);
  CHECK(now.out.find("openrouter.ai: A → DIRECT") != std::string::npos);
  CHECK(now.err.empty());
  const CliRun both = repository.cli("diff --git one..two p/profile.yaml");
  CHECK(both.out == now.out);
  CHECK(repository.cli("diff --git two p/profile.yaml").exit == 0);

  const CliRun unknown = repository.cli("diff --git three p/profile.yaml");
  CHECK(unknown.exit == 3);
  CHECK(unknown.err == "clashlint: git knows no revision \"three\" here\n");
  CHECK(repository.cli("diff --git one p/other.yaml").err == "clashlint: p/other.yaml is not there at one\n");
}

TEST_CASE("layers are those of the revision, and what was not there is none") {
  const Repository repository;
  if (!repository) return;
  const std::string layer = "prepend:\n  rules:\n    - ";
  repository.write("profile.yaml", std::string(kHead) + "  - MATCH,A\n");
  repository.write(".clashlint.yaml", "layers:\n  - corp.yaml\n  - {file: mine.yaml, optional: true}\n");
  repository.write(".gitignore", "mine.yaml\n");
  repository.write("mine.yaml", layer + "DOMAIN,mine.example,DIRECT\n");
  REQUIRE(repository.commit("one"));
  repository.write("corp.yaml", layer + "DOMAIN-SUFFIX,a.example,DIRECT\n");
  REQUIRE(repository.commit("two"));
  repository.write("corp.yaml", layer + "DOMAIN-SUFFIX,a.example,DIRECT\n    - DOMAIN,b.a.example,A\n");

  const CliRun added = repository.cli("diff --git one..two profile.yaml");
  CHECK(added.exit == 1);
  CHECK(added.out.find("a.example") != std::string::npos);
  CHECK(added.out.find("mine.example") == std::string::npos);
  CHECK(repository.cli("diff --git two profile.yaml").exit == 0);

  const CliRun dead = repository.cli("check --only shadowed-rule --since two profile.yaml");
  CHECK(dead.out.find("corp.yaml:4:7") != std::string::npos);
  REQUIRE(repository.commit("three"));
  CHECK(repository.cli("check --only shadowed-rule profile.yaml").exit == 1);
  CHECK(repository.cli("check --only shadowed-rule --since three profile.yaml").exit == 0);
}

TEST_CASE("check --since tells what a change makes of rows that did not change") {
  const Repository repository;
  if (!repository) return;
  const std::string dead = "  - DOMAIN-SUFFIX,a.example,A\n  - DOMAIN,b.a.example,DIRECT\n";
  repository.write("rules/company.txt", "+.corp.example\n");
  repository.write("profile.yaml", kHead + dead + "  - DOMAIN,openrouter.ai,A\n  - MATCH,A\n");
  REQUIRE(repository.commit("one"));
  CHECK(repository.cli("check --only shadowed-rule profile.yaml").exit == 1);
  CHECK(repository.cli("check --only shadowed-rule --since one profile.yaml").exit == 0);

  repository.write("profile.yaml",
                   kHead + dead + "  - DOMAIN-SUFFIX,ai,DIRECT\n  - DOMAIN,openrouter.ai,A\n  - MATCH,A\n");
  const CliRun changed = repository.cli("check --only shadowed-rule --since one profile.yaml");
  CHECK(changed.exit == 1);
  CHECK(changed.out.find("profile.yaml:10:5") != std::string::npos);
  CHECK(changed.out.find("b.a.example") == std::string::npos);
  CHECK(repository.cli("check --since nowhere profile.yaml").exit == 3);
}

}  // namespace
}  // namespace clashlint
