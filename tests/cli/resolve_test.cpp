// What `resolve` writes loads to the same profile, and resolving that changes
// nothing; every row of it stands where it is said to stand.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "cli/command/resolve_rows.h"
#include "cli/profile_plan.h"
#include "rules/base/strings.h"
#include "tests/support/fixture.h"
#include "tests/support/golden.h"
#include "tests/support/layered.h"
#include "tests/support/scratch_dir.h"

namespace fs = std::filesystem;

namespace clashlint {
namespace {

std::string resolved_text(std::vector<std::string> words) {
  words.insert(words.end(), {"--show-secrets", "--no-origins"});
  return run_cli(words).out;
}

// Rules, targets, groups with their members, and DNS, in words.
std::string meaning(const Profile& profile) {
  std::string text;
  for (const Rule& rule : profile.rules) text += rule.text + " → " + rule.target + "\n";
  for (const auto& list : profile.sub_rules) {
    text += list->name + ":\n";
    for (const Rule& rule : list->rules) text += rule.text + " → " + rule.target + "\n";
  }
  for (const auto& outbound : profile.outbounds) {
    text += outbound->name + " " + outbound->adapter + (outbound->udp ? " udp" : "") + ":";
    if (outbound->group != nullptr) {
      for (const Outbound* member : outbound->group->members) text += " " + member->name;
    }
    text += "\n";
  }
  for (const auto& set : profile.rule_sets)
    text += set->name + " " + set->path + " " + std::to_string(set->entry_count) + "\n";
  const Dns& dns = profile.dns;
  text += join(dns.nameservers, " ") + " | " + join(dns.fallback, " ") + " | " +
          std::to_string(dns.policy.size()) + " | " + std::to_string(dns.filter.size()) +
          (dns.enable ? " on" : " off") + (dns.fake_ip ? " fake" : "");
  return text;
}

struct Loaded {
  Loaded(const std::string& text, const std::string& home)
      : profile(load_profile_text(sources, sources.add("profile.yaml", text), {.home = home})) {}

  Sources sources;
  LoadedProfile profile;
};

void check_same(const std::string& before, const std::string& after, const std::string& home) {
  const Loaded first(before, home);
  const Loaded second(after, home);
  CHECK(second.profile.refused == first.profile.refused);
  CHECK(meaning(*second.profile.profile) == meaning(*first.profile.profile));
  CHECK(shown_tree(second.profile.tree.root()) == shown_tree(first.profile.tree.root()));
}

TEST_CASE("resolving twice changes nothing, whatever the layers") {
  for (const fs::path& file : fixture_files(fixtures_dir() / "resolve")) {
    CAPTURE(file.string());
    const Txtar archive = parse_txtar(read_bytes(file));
    std::vector<std::string> words = split_args(section(archive, "args"));
    std::erase(words, "--show-secrets");
    std::erase(words, "--no-origins");
    if (std::ranges::find(words, "json") != words.end()) continue;
    const ScratchDir scratch;
    for (const auto& [name, text] : archive.sections) scratch.write(name, text);
    const WorkingDir here(scratch.path());
    const std::string once = resolved_text(words);
    if (once.empty()) continue;
    scratch.write("once.yaml", once);
    CHECK(resolved_text({"resolve", "once.yaml", "--no-config"}) == once);
  }
}

TEST_CASE("every place leads to a text that reads the same, in every worked example") {
  int looked_at = 0;
  for (const fs::path& file : fixture_files(fixtures_dir() / "resolve")) {
    CAPTURE(file.string());
    const Txtar archive = parse_txtar(read_bytes(file));
    std::vector<std::string> words = split_args(section(archive, "args"));
    words.erase(words.begin());
    const ScratchDir scratch;
    for (const auto& [name, text] : archive.sections) scratch.write(name, text);
    const WorkingDir here(scratch.path());
    const Result<RawOptions> raw = read_options(resolve_rows(), words);
    REQUIRE(raw);
    ProfileWish wish;
    wish.path = raw->positionals.front();
    OptionReader reader(*raw);
    read_profile_wish(reader, *raw, wish);
    const ProfilePlan plan = plan_profile(wish, {});
    if (reader.failure() || plan.code != kExitFine) continue;
    Sources sources;
    const Result<LoadedProfile> loaded = load_profile(sources, wish.path, plan.options);
    REQUIRE(loaded);
    const auto misplaced = misplaced_scalar(sources, *loaded);
    CHECK_MESSAGE(!misplaced, misplaced.value_or(""));
    ++looked_at;
  }
  CHECK(looked_at > 60);
}

TEST_CASE("a profile with everything in it is written so that it loads to the same") {
  const fs::path folder = fixtures_dir() / "profiles" / "openrouter";
  const ScratchDir scratch;
  scratch.lay(folder);
  const WorkingDir here(scratch.path());
  const std::string text = read_bytes("profile.yaml");
  check_same(text, resolved_text({"resolve", "profile.yaml", "--no-config"}), ".");
}

TEST_CASE("odd scalars keep their type and text") {
  const std::string text =
      "a: [1, '1', \"x\\ty\", ~, '', yes, 'yes', 1.5, .inf, 2001-01-01, !!str 5, ! 6, 0x1F, \"a: b\", 'c "
      "#d']\n"
      "b: {? [x, y] : 1, 'k: 1': v, \"e\\u00e9\\u2028\": w, -: v, '-1': [], '': {}}\n"
      "c: |\n  two\n  lines\n"
      "d: >-\n  folded\n  text\n"
      "e: plain over\n  two lines\n"
      "f: https://x.example/?a=b\n"
      "g: {h: 'https://x.example/?a=b', i: \"- j\", k: '{l}', m: '@n', o: '%p', q: '---'}\n"
      "rules: ['MATCH,DIRECT']\n";
  const ScratchDir scratch;
  scratch.write("profile.yaml", text);
  const WorkingDir here(scratch.path());
  check_same(text, resolved_text({"resolve", "profile.yaml", "--no-config"}), ".");
}

TEST_CASE("corpus: published profiles are written so that they load to the same") {
  const char* corpus = std::getenv("CLASHLINT_CORPUS");
  if (corpus == nullptr) {
    MESSAGE("skipped: CLASHLINT_CORPUS is not set");
    return;
  }
  const std::string home = (fs::path(corpus) / "home").string();
  for (const auto& entry : fs::directory_iterator(fs::path(corpus) / "profiles")) {
    if (entry.path().extension() == ".json") continue;
    CAPTURE(entry.path().string());
    const std::string text = resolved_text({"resolve", entry.path().string(), "--no-config", "--home", home});
    if (!text.empty()) check_same(read_bytes(entry.path()), text, home);
  }
}

}  // namespace
}  // namespace clashlint
