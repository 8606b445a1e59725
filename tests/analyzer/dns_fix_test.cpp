// Fixes of the checks of DNS and UDP change nothing but what they say, shown by
// the filter and the automaton on a thousand names.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "analyzer/catalogue/catalogue.h"
#include "analyzer/check/fix.h"
#include "analyzer/check/inspect.h"
#include "analyzer/dns/fake_ip_gaps.h"
#include "analyzer/facts/routes.h"
#include "analyzer/match/dns_view.h"
#include "rules/value/domain_set.h"
#include "tests/support/fixture.h"
#include "tests/support/golden.h"
#include "tests/support/scratch_dir.h"

namespace clashlint {
namespace {

constexpr std::size_t kNames = 1'000;

/// Names of the catalogue and of services, then names of nobody.
std::vector<std::string> thousand_names() {
  std::vector<std::string> names;
  for (const RealAddressNames& sort : name_catalogue().real_addresses)
    names.insert(names.end(), sort.probes.begin(), sort.probes.end());
  for (const Service& service : built_in_services()) {
    for (const ServiceHost& host : service.hosts) {
      if (!parse_ip(host.probe)) names.push_back(host.probe);
    }
  }
  const std::vector<std::string> tails = {"com",          "lan",        "local", "stun.example.org",
                                          "msftncsi.com", "lab.example"};
  for (std::size_t at = 0; names.size() < kNames; ++at) {
    const std::string label = "n" + std::to_string(at);
    names.push_back(at % 7 == 0 ? label : label + "." + tails[at % tails.size()]);
  }
  names.resize(kNames);
  return names;
}

/// A profile with what is known of each name.
struct World {
  Sources sources{};
  FileId file = 0;
  LoadedProfile loaded{};
  std::vector<bool> fake{};
  std::vector<std::string> tcp{};
  std::vector<std::string> udp{};

  explicit World(const std::string& text) {
    file = sources.add("profile.yaml", text);
    loaded = load_profile_text(sources, file, {.home = "."});
    REQUIRE_FALSE(loaded.refused);
    JudgedLists lists(loaded);
    Routes routes(*loaded.profile, lists);
    for (const std::string& name : thousand_names()) {
      std::vector<Dependency> missing;
      fake.push_back(gets_fake_ip(*loaded.profile, name, missing).value_or(false));
      tcp.push_back(routes.of(name, Network::tcp, 443).target);
      udp.push_back(routes.of(name, Network::udp, 443).target);
    }
  }

  Findings findings(std::string_view check) const {
    Settings settings;
    settings.choices = {{.pattern = "*", .on = false}, {.pattern = std::string(check), .on = true}};
    Findings all = inspect(sources, loaded, settings).findings;
    std::erase_if(all, [&](const Finding& finding) { return finding.check != check; });
    return all;
  }

  World with(const Finding& finding) const { return World(apply_fixes(sources, file, {finding}, true).text); }
};

std::vector<std::string> fixtures_with_fixes(std::string_view check) {
  std::vector<std::string> profiles;
  for (const auto& path : fixture_files(fixtures_dir() / "checks" / check)) {
    if (path.filename().string().starts_with("fix"))
      profiles.push_back(section(parse_txtar(read_bytes(path)), "profile.yaml"));
  }
  REQUIRE_FALSE(profiles.empty());
  return profiles;
}

TEST_CASE("a gap is closed for its own names alone, and no name goes another way") {
  const std::vector<std::string> names = thousand_names();
  for (const std::string& text : fixtures_with_fixes("fake-ip-gap")) {
    const World before(text);
    const Settings settings;
    JudgedLists lists(before.loaded);
    const std::vector<FakeIpGap> gaps = find_fake_ip_gaps(
        {.sources = before.sources, .loaded = before.loaded, .settings = settings, .lists = lists}, false);
    const Findings findings = before.findings("fake-ip-gap");
    REQUIRE(findings.size() == gaps.size());
    for (std::size_t at = 0; at < gaps.size(); ++at) {
      const FakeIpGap& gap = gaps[at];
      std::vector<std::string> entries;
      for (const Zone& zone : gap.zones) entries.push_back("+." + zone.name);
      if (gap.names != nullptr) entries = gap.names->entries;
      const DomainSet meant = DomainSet::build(entries);
      const World after = before.with(findings[at]);
      CHECK(after.tcp == before.tcp);
      CHECK(after.udp == before.udp);
      std::size_t changed = 0;
      for (std::size_t name = 0; name < kNames; ++name) {
        if (after.fake[name] == before.fake[name]) continue;
        ++changed;
        CHECK_MESSAGE(before.fake[name], names[name]);
        CHECK_MESSAGE(meant.contains(names[name]), names[name]);
      }
      CHECK(changed > 0);
    }
  }
}

TEST_CASE("what is there for nothing can go") {
  for (const std::string& text : fixtures_with_fixes("fake-ip-dead-entry")) {
    const World before(text);
    for (const Finding& finding : before.findings("fake-ip-dead-entry")) {
      if (finding.fixes.empty() || finding.fixes.front().applicability != Applicability::safe) continue;
      const World after = before.with(finding);
      CHECK(after.fake == before.fake);
      CHECK(after.tcp == before.tcp);
    }
  }
}

TEST_CASE("an entry that is too wide takes its own names with it") {
  for (const std::string& text : fixtures_with_fixes("fake-ip-too-wide")) {
    const World before(text);
    for (const Finding& finding : before.findings("fake-ip-too-wide")) {
      const World after = before.with(finding);
      CHECK(after.tcp == before.tcp);
      for (std::size_t name = 0; name < kNames; ++name) CHECK((after.fake[name] || !before.fake[name]));
      CHECK(after.fake != before.fake);
    }
  }
}

TEST_CASE("the end of UDP leaves TCP, and UDP that a rule takes, alone") {
  for (const std::string& text : fixtures_with_fixes("udp-falls-through")) {
    const World before(text);
    for (const Finding& finding : before.findings("udp-falls-through")) {
      if (finding.fixes.empty()) continue;
      const World after = before.with(finding);
      CHECK(after.tcp == before.tcp);
      for (std::size_t name = 0; name < kNames; ++name) {
        const bool ended = before.udp[name] == "DIRECT" && after.udp[name] == "REJECT";
        CHECK((ended || after.udp[name] == before.udp[name]));
      }
    }
  }
}

TEST_CASE("no-resolve leaves the way of names alone") {
  for (const std::string& text : fixtures_with_fixes("name-leaks-to-local-dns")) {
    const World before(text);
    for (const Finding& finding : before.findings("name-leaks-to-local-dns")) {
      const World after = before.with(finding);
      CHECK(after.tcp == before.tcp);
      CHECK(after.udp == before.udp);
    }
  }
}

}  // namespace
}  // namespace clashlint
