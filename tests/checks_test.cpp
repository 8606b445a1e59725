// Every check has its fixtures and its page, each does what it says, and fixes
// mend without breaking: see fixtures/README.md.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "analyzer/check/fix.h"
#include "analyzer/check/inspect.h"
#include "analyzer/check/registry.h"
#include "analyzer/diff/route_diff.h"
#include "rules/profile/load.h"
#include "tests/support/fixture.h"
#include "tests/support/golden.h"
#include "tests/support/page.h"
#include "tests/support/scratch_dir.h"

namespace fs = std::filesystem;

namespace clashlint {
namespace {

constexpr int kMaxRounds = 10;

fs::path check_fixtures(std::string_view id) { return fixtures_dir() / "checks" / id; }
fs::path pages() { return fs::path(CLASHLINT_SOURCE_DIR) / "man" / "checks"; }

std::vector<fs::path> cases(std::string_view id, std::string_view kind) {
  std::vector<fs::path> files = fixture_files(check_fixtures(id));
  std::erase_if(files, [&](const fs::path& file) { return !file.filename().string().starts_with(kind); });
  return files;
}

// A comment is unused only where the check that it names was run.
bool judges_others(std::string_view id) { return id == "unused-suppression"; }

std::vector<std::string> call(std::string_view id) {
  std::vector<std::string> words = {"check", "--no-config", "--today", "2026-11-23", "profile.yaml"};
  if (!judges_others(id)) words.insert(words.end(), {"--only", std::string(id)});
  return words;
}

std::string mark(const Check& check) { return "[" + std::string(check.id) + "]"; }

TEST_CASE("every check has a firing and a quiet fixture and a page, and nothing is left over") {
  std::set<std::string> ids;
  for (const Check* check : all_checks()) {
    CAPTURE(check->id);
    CHECK_MESSAGE(ids.insert(std::string(check->id)).second, "the id stands twice");
    CHECK(!cases(check->id, "fires").empty());
    CHECK(!cases(check->id, "quiet").empty());
    CHECK(fs::is_regular_file(pages() / (std::string(check->id) + ".md")));
    CHECK(!check->summary.empty());
    CHECK(check->summary.back() != '.');
  }
  for (const auto& entry : fs::directory_iterator(fixtures_dir() / "checks")) {
    CHECK_MESSAGE(ids.contains(entry.path().filename()), entry.path().string(), " belongs to no check");
  }
  for (const auto& entry : fs::directory_iterator(pages())) {
    CHECK_MESSAGE(ids.contains(entry.path().stem()), entry.path().string(), " belongs to no check");
  }
}

TEST_CASE("every source of a check is registered") {
  const fs::path folder = fs::path(CLASHLINT_SOURCE_DIR) / "analyzer" / "checks";
  const std::string rows = read_bytes(folder / "checks.def");
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() != ".cpp") continue;
    const std::string name = entry.path().stem();
    CHECK_MESSAGE(rows.find("LINT_CHECK(" + name + ")") != std::string::npos, name,
                  " has no row in checks.def");
    std::string id = name;
    std::ranges::replace(id, '_', '-');
    CHECK_MESSAGE(find_check(id) != nullptr, id, " is not registered under its file's name");
  }
}

TEST_CASE("fixtures that fire do, and those that are quiet are") {
  for (const Check* check : all_checks()) {
    for (const std::string_view kind : {"fires", "quiet"}) {
      for (const fs::path& file : cases(check->id, kind)) {
        CAPTURE(file.string());
        const Txtar archive = parse_txtar(read_bytes(file));
        const CliRun run = run_archive(archive, call(check->id));
        CHECK((run.out.find(mark(*check)) != std::string::npos) == (kind == "fires"));
        check_run(file, archive, run);
      }
    }
  }
}

// --- Fixes

/// The profile of a fixture and the layers of its command line, by name.
struct Files {
  std::map<std::string, std::string> texts;
  std::vector<std::pair<std::string, LayerKind>> layers;

  friend bool operator==(const Files&, const Files&) = default;
};

Files files_of(const Txtar& archive) {
  Files files;
  files.texts["profile.yaml"] = section(archive, "profile.yaml");
  const std::vector<std::string> words = split_args(section(archive, "args"));
  for (std::size_t at = 1; at < words.size(); ++at) {
    if (words[at - 1] != "--layer") continue;
    const std::size_t colon = words[at].find(':');
    const std::string name = words[at].substr(colon + 1);
    files.layers.emplace_back(name, layer_kind_named(words[at].substr(0, colon)).value_or(LayerKind::own));
    files.texts[name] = section(archive, name);
  }
  return files;
}

struct Round {
  Files files{};
  std::size_t own = 0;  ///< findings of the check
  std::size_t all = 0;  ///< findings of all checks
  bool refused = false;
  bool any_fix = false;
  Files fixed{};  ///< with the fixes of this round
  std::size_t made = 0;
};

LoadedProfile load(Sources& sources, const Files& files) {
  LoadOptions options{.home = "."};
  for (const auto& [name, kind] : files.layers)
    options.layers.push_back({.kind = kind, .name = name, .text = files.texts.at(name)});
  const FileId file = sources.add("profile.yaml", files.texts.at("profile.yaml"));
  return load_profile_text(sources, file, options);
}

Round round_of(const Check& check, const Files& files, bool with_unsafe) {
  Round round{.files = files};
  Sources sources;
  const LoadedProfile loaded = load(sources, files);
  Settings settings;
  settings.today = "2026-11-23";
  settings.choices = {{.pattern = "*", .on = true}};
  round.all = inspect(sources, loaded, settings).findings.size();
  settings.choices = {{.pattern = "*", .on = judges_others(check.id)},
                      {.pattern = std::string(check.id), .on = true}};
  Findings own = inspect(sources, loaded, settings).findings;
  std::erase_if(own, [&](const Finding& finding) { return finding.check != check.id; });
  round.own = own.size();
  round.refused = loaded.refused;
  round.any_fix = std::ranges::any_of(own, [](const Finding& finding) { return !finding.fixes.empty(); });
  round.fixed = files;
  for (const ProfileText& text : loaded.texts()) {
    FixedText fixed = apply_fixes(sources, text.file, own, with_unsafe);
    round.fixed.texts[sources[text.file].name()] = std::move(fixed.text);
    round.made += fixed.made;
  }
  return round;
}

std::string together(const Files& files) {
  std::string text;
  for (const auto& [name, content] : files.texts) text += "-- " + name + " --\n" + content;
  return text;
}

// Until nothing changes any more; each round may only make things better.
Files mended(const Check& check, const Files& files, bool with_unsafe) {
  Round before = round_of(check, files, with_unsafe);
  for (int at = 0; before.made > 0; ++at) {
    REQUIRE_MESSAGE(at < kMaxRounds, "the fixes go on for ever");
    CHECK(before.fixed != before.files);
    Round after = round_of(check, before.fixed, with_unsafe);
    CHECK_MESSAGE(after.all <= before.all, "a fix adds findings:\n", together(before.fixed));
    CHECK_MESSAGE((before.refused || !after.refused), "a fix makes a taken profile refused:\n",
                  together(before.fixed));
    before = std::move(after);
  }
  return before.files;
}

// A safe fix changes no connection: proved, where the core takes the profile.
bool check_same_routes(const Files& before, const Files& after) {
  if (before == after) return false;
  Sources sources;
  const LoadedProfile was = load(sources, before);
  const LoadedProfile is = load(sources, after);
  if (was.refused) return false;
  ProfilePair pair(*was.profile, *is.profile);
  const RouteDiff diff(pair);
  CHECK_MESSAGE(diff.changes().empty(), "a safe fix changes a route:\n", together(after));
  CHECK_MESSAGE(diff.open().empty(), "a safe fix may change a route:\n", together(after));
  return true;
}

// Whether the routes could be compared.
bool check_fixes(const Check& check, const fs::path& file) {
  CAPTURE(file.string());
  const Txtar archive = parse_txtar(read_bytes(file));
  const ScratchDir scratch;
  lay_files(scratch, archive);
  const WorkingDir here(scratch.path());
  const Files files = files_of(archive);
  const Files safe = mended(check, files, false);
  const Files unsafe = mended(check, files, true);
  std::vector<Actual> actual;
  for (const auto& [name, text] : files.texts) {
    // What becomes of a layer has its name behind the word.
    const std::string suffix = name == "profile.yaml" ? "" : " " + name;
    actual.push_back({"safe" + suffix, safe.texts.at(name), text});
    actual.push_back({"unsafe" + suffix, unsafe.texts.at(name), safe.texts.at(name)});
  }
  check_golden(file, archive, actual);
  return check_same_routes(files, safe);
}

TEST_CASE("fixes converge, make nothing worse, and change no route where they are safe") {
  std::size_t proved = 0;
  for (const Check* check : all_checks()) {
    for (const fs::path& file : cases(check->id, "fix")) proved += check_fixes(*check, file) ? 1 : 0;
    for (const fs::path& file : cases(check->id, "fires")) {
      CAPTURE(file.string());
      const Txtar archive = parse_txtar(read_bytes(file));
      const Files files = files_of(archive);
      const ScratchDir scratch;
      lay_files(scratch, archive);
      const WorkingDir here(scratch.path());
      if (round_of(*check, files, true).any_fix)
        CHECK_MESSAGE(!cases(check->id, "fix").empty(), "a fixture fix.txtar is missing");
      if (check_same_routes(files, mended(*check, files, false))) ++proved;
      mended(*check, files, true);
    }
  }
  CHECK(proved > 20);
}

// --- Pages

// A block is a profile, or a command line with the files that it names.
std::string shown_run(const Check& check, const std::string& block) {
  constexpr std::string_view kPrompt = "$ clashlint ";
  const ScratchDir scratch;
  scratch.lay(fixtures_dir() / "data");
  std::vector<std::string> words = call(check.id);
  if (block.starts_with(kPrompt)) {
    const Txtar archive = parse_txtar(block);
    for (const auto& [name, text] : archive.sections) scratch.write(name, text);
    const std::vector<std::string> own = split_args(archive.comment.substr(kPrompt.size()));
    words.insert(words.end(), own.begin() + 1, own.end());
    std::erase(words, "profile.yaml");
    words.emplace_back("profile.yaml");
  } else {
    scratch.write("profile.yaml", block);
  }
  const WorkingDir here(scratch.path());
  return run_cli(words).out;
}

TEST_CASE("every page shows what the program says") {
  for (const Check* check : all_checks()) {
    const fs::path file = pages() / (std::string(check->id) + ".md");
    CAPTURE(file.string());
    if (!fs::is_regular_file(file)) continue;  // said above
    const Page page = parse_page(read_bytes(file));
    CHECK(page.title == check->id);
    for (const char* heading : {"What it finds", "Why it hurts", "Example", "How to mend it"}) {
      CHECK_MESSAGE(page.has_heading(heading), heading);
    }
    REQUIRE(page.example.has_value());
    REQUIRE(page.output.has_value());
    const auto run = [&](const std::string& block) { return shown_run(*check, block); };
    const std::string said = run(page.example->text);
    CHECK(said.find(mark(*check)) != std::string::npos);
    if (update_fixtures()) {
      write_bytes(file, page.with_output(said));
    } else {
      CHECK(page.output->text == said);
    }
    if (page.mended) CHECK(run(page.mended->text).find(mark(*check)) == std::string::npos);
  }
}

}  // namespace
}  // namespace clashlint
