// `check --fix` and `--diff` on files as they lie in folders.
#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "cli/render/unified_diff.h"
#include "tests/support/run_cli.h"
#include "tests/support/scratch_dir.h"

namespace fs = std::filesystem;

namespace clashlint {
namespace {

constexpr const char* kTwice =
    "# 共享\nrules:\n  - DOMAIN,a.example,DIRECT # kept\n  - DOMAIN,a.example,DIRECT\n  - MATCH,DIRECT\n";
constexpr const char* kOnce = "# 共享\nrules:\n  - DOMAIN,a.example,DIRECT # kept\n  - MATCH,DIRECT\n";

/// A folder with profile.yaml in which the program runs.
class Folder {
 public:
  explicit Folder(const std::string& text) { scratch_.write("profile.yaml", text); }

  CliRun check(std::vector<std::string> more, const std::string& input = {}) const {
    std::vector<std::string> args = {"check", "--no-config", "--only", "duplicate-rule"};
    args.insert(args.end(), more.begin(), more.end());
    return run_cli(args, input);
  }
  std::string text() const { return read_bytes(path()); }
  fs::path path() const { return scratch_.path() / "profile.yaml"; }
  fs::path folder() const { return scratch_.path(); }
  std::size_t files() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(scratch_.path()), {}));
  }

 private:
  ScratchDir scratch_;
  WorkingDir here_{scratch_.path()};
};

std::string with_windows_ends(std::string text) {
  for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2) text.insert(at, "\r");
  return text;
}

TEST_CASE("a file is mended, and what is left is reported") {
  const Folder folder(kTwice);
  fs::permissions(folder.path(), fs::perms(0640));
  const CliRun run = folder.check({"--fix", "profile.yaml"});
  CHECK(run.exit == 0);
  CHECK(run.out == "profile.yaml: nothing to report; mended 1 finding.\n");
  CHECK(folder.text() == kOnce);
  CHECK(fs::status(folder.path()).permissions() == fs::perms(0640));
  CHECK(folder.files() == 1);
}

TEST_CASE("a layer is mended in its own file, for all profiles that it is laid over") {
  const Folder folder(kTwice);
  const auto path = [&](const char* name) { return folder.folder() / name; };
  const std::string layer = "prepend:\n  rules:\n    - DOMAIN,b.example,DIRECT\n";
  write_bytes(path("other.yaml"), "rules:\n  - DOMAIN,b.example,DIRECT\n  - MATCH,DIRECT\n");
  write_bytes(path("corp.yaml"), layer + "    - DOMAIN,b.example,DIRECT\n");
  const CliRun run = folder.check({"--fix", "profile.yaml", "other.yaml", "--layer", "corp.yaml"});
  CHECK(folder.text() == kOnce);
  CHECK(read_bytes(path("corp.yaml")) == layer);
  // The row of other.yaml stands in the layer as well, and is left: the layer may go.
  CHECK(run.exit == 1);
  CHECK(run.out.find("other.yaml:2:5") != std::string::npos);
  CHECK(run.out.find("mended 2 findings") != std::string::npos);
}

TEST_CASE("without --fix nothing is written") {
  const Folder folder(kTwice);
  CHECK(folder.check({"profile.yaml"}).exit == 1);
  CHECK(folder.text() == kTwice);
}

TEST_CASE("line ends stay") {
  const Folder folder(with_windows_ends(kTwice));
  CHECK(folder.check({"--fix", "profile.yaml"}).exit == 0);
  CHECK(folder.text() == with_windows_ends(kOnce));
}

TEST_CASE("what a fix writes anew has the line ends of the file") {
  const Folder folder(with_windows_ends(
      "proxies:\n  - {name: US, type: trojan, server: us.example, port: 443, password: hunter2, udp: true}\n"
      "rules:\n  - DOMAIN,openrouter.ai,US\n  - MATCH,DIRECT\n"));
  const std::vector<std::string> args = {"check", "--no-config",    "--only",      "service-split",
                                         "--fix", "--unsafe-fixes", "profile.yaml"};
  CHECK(run_cli(args).exit == 0);
  const std::string text = folder.text();
  CHECK(text.find("DOMAIN,clerk.openrouter.ai,US\r\n") != std::string::npos);
  CHECK(text == with_windows_ends([&] {
          std::string plain;
          for (const char c : text) plain += c == '\r' ? "" : std::string(1, c);
          return plain;
        }()));
}

TEST_CASE("a link stays a link") {
  const Folder folder("rules: []\n");
  fs::create_directory(folder.folder() / "shared");
  const fs::path real = folder.folder() / "shared" / "real.yaml";
  write_bytes(real, kTwice);
  fs::remove(folder.path());
  fs::create_symlink("shared/real.yaml", folder.path());
  CHECK(folder.check({"--fix", "profile.yaml"}).exit == 0);
  CHECK(fs::is_symlink(folder.path()));
  CHECK(read_bytes(real) == kOnce);
}

TEST_CASE("the standard input is mended to the standard output") {
  const Folder folder("rules: []\n");
  const CliRun run = folder.check({"--fix", "--stdin-filename", "new.yaml", "-"}, kTwice);
  CHECK(run.exit == 0);
  CHECK(run.out == kOnce);
  CHECK(run.err == "new.yaml: nothing to report; mended 1 finding.\n");
  const CliRun same = folder.check({"--fix", "-"}, kOnce);
  CHECK(same.out == kOnce);
  CHECK(folder.files() == 1);
}

TEST_CASE("a difference is shown and nothing written") {
  const Folder folder(kTwice);
  const CliRun run = folder.check({"--diff", "profile.yaml"});
  CHECK(run.exit == 1);
  CHECK(run.out ==
        "--- a/profile.yaml\n+++ b/profile.yaml\n@@ -1,5 +1,4 @@\n # 共享\n rules:\n"
        "   - DOMAIN,a.example,DIRECT # kept\n-  - DOMAIN,a.example,DIRECT\n   - MATCH,DIRECT\n");
  CHECK(folder.text() == kTwice);
}

TEST_CASE("a difference shows no secret") {
  const std::string text = "secret: hunter2\n" + std::string(kTwice);
  const Folder folder(text);
  const CliRun run = folder.check({"--diff", "profile.yaml"});
  CHECK(run.out.find("-  - DOMAIN") != std::string::npos);
  CHECK(run.out.find("hunter2") == std::string::npos);
}

TEST_CASE("what is no UTF-8 text is left as it is") {
  std::string utf16 = "\xFF\xFE";
  for (const char c : std::string("rules:\n  - DOMAIN,a.example,DIRECT\n  - DOMAIN,a.example,DIRECT\n")) {
    utf16 += c;
    utf16 += '\0';
  }
  const Folder folder(utf16);
  CHECK(folder.check({"--fix", "profile.yaml"}).exit == 1);
  CHECK(folder.text() == utf16);
}

TEST_CASE("files that nobody named and that are no profiles are left as they are") {
  const Folder folder("payload:\n  - DOMAIN,a.example\n  - DOMAIN,a.example\n");
  const std::string before = folder.text();
  CHECK(folder.check({"--fix", "."}).exit == 0);
  CHECK(folder.text() == before);
}

TEST_CASE("wrong use of mending") {
  const Folder folder(kTwice);
  for (const std::vector<std::string>& args : std::vector<std::vector<std::string>>{
           {"--fix", "--diff"}, {"--unsafe-fixes"}, {"--diff", "--format", "json"}}) {
    const CliRun run = folder.check(args);
    CHECK(run.exit == 2);
    CHECK(run.out.empty());
  }
}

// --- The difference itself

DiffSide side(const std::string& text) {
  DiffSide result{.lines = lines_of(text)};
  for (const std::string_view line : result.lines)
    result.shown.emplace_back(line.substr(0, line.size() - (line.ends_with('\n') ? 1 : 0)));
  return result;
}

struct HunkHead {
  std::size_t begin = 0;
  std::size_t count = 1;
};

HunkHead head_of(const std::string& line) {
  const std::size_t minus = line.find('-');
  const std::string part = line.substr(minus + 1, line.find(' ', minus) - minus - 1);
  const std::size_t comma = part.find(',');
  HunkHead head{.begin = std::stoul(part)};
  if (comma != std::string::npos) head.count = std::stoul(part.substr(comma + 1));
  return head;
}

// As `patch` does, without looking for a place that fits better.
std::string patched(const std::string& before, const std::string& diff) {
  const std::vector<std::string_view> lines = lines_of(before);
  std::size_t at = 0;
  std::string result;
  for (const std::string_view line : lines_of(diff)) {
    if (line.starts_with("---") || line.starts_with("+++")) continue;
    if (line.starts_with("@@")) {
      const HunkHead head = head_of(std::string(line));
      const std::size_t from = head.count == 0 ? head.begin : head.begin - 1;
      REQUIRE(from >= at);
      for (; at < from; ++at) result += lines[at];
    } else if (line.starts_with('\\')) {
      result.pop_back();
    } else if (line.starts_with('+')) {
      result += line.substr(1);
    } else {
      REQUIRE(at < lines.size());
      if (line.starts_with(' ')) result += line.substr(1);
      ++at;
    }
  }
  for (; at < lines.size(); ++at) result += lines[at];
  return result;
}

TEST_CASE("a difference makes the second text of the first") {
  // Every text of up to four lines over two letters, with and without a last line break.
  std::vector<std::string> texts = {""};
  for (std::size_t at = 0; at < texts.size() && texts[at].size() < 8; ++at) {
    texts.push_back(texts[at] + "a\n");
    texts.push_back(texts[at] + "b\n");
  }
  for (std::size_t at = 1; at < 31; ++at) texts.push_back(texts[at].substr(0, texts[at].size() - 1));
  for (const std::string& before : texts) {
    for (const std::string& after : texts) {
      const std::string diff = unified_diff("x", side(before), side(after), Paint());
      if (before == after) CHECK(diff.empty());
      // A line that only loses its line break ends in the note on both sides.
      if (before.ends_with('\n') || before.empty()) CHECK(patched(before, diff) == after);
    }
  }
}

TEST_CASE("changes that are far apart stand in hunks of their own") {
  std::string before;
  for (int at = 1; at <= 30; ++at) before += std::to_string(at) + "\n";
  std::string after = before;
  after.replace(after.find("\n5\n"), 3, "\nfive\n");
  after.replace(after.find("\n25\n"), 4, "\n");
  CHECK(unified_diff("x", side(before), side(after), Paint()) ==
        "--- a/x\n+++ b/x\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n"
        "@@ -22,7 +22,6 @@\n 22\n 23\n 24\n-25\n 26\n 27\n 28\n");
}

}  // namespace
}  // namespace clashlint
