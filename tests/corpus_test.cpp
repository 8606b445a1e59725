// Compares with the core on published profiles. They are other people's files
// and stay outside: CLASHLINT_CORPUS names the folder that holds them.
#include <doctest/doctest.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "rules/base/source.h"
#include "rules/profile/load.h"
#include "tests/support/replay.h"
#include "tests/support/vectors.h"
#include "tests/support/verdicts.h"

namespace fs = std::filesystem;

namespace clashlint {
namespace {

constexpr std::array<std::string_view, 7> kAll = {"rule_index", "target",          "chain",      "dns_asked",
                                                  "fake_ip",    "nameserver_kind", "nameservers"};

bool chooses_by_measurement(OutboundKind kind) { return is_group(kind) && kind != OutboundKind::select; }

std::set<std::string> measured_groups(const fs::path& profile, const fs::path& home) {
  std::set<std::string> names;
  Sources sources;
  const auto loaded = load_profile(sources, profile.string(), {.home = home.string(), .geodata_home = {}});
  if (!loaded) return names;
  for (const auto& outbound : loaded->profile->outbounds) {
    if (chooses_by_measurement(outbound->kind)) names.insert(outbound->name);
  }
  return names;
}

// What a measured group takes is no static fact: the chain is compared up to the first.
void cut_chain(JsonFields& answer, const std::set<std::string>& measured) {
  const auto found = answer.find("chain");
  if (found == answer.end()) return;
  std::string cut;
  for (const std::string& name : string_list(found->second)) {
    cut.append(name).push_back('\n');
    if (measured.contains(name)) break;
  }
  found->second = cut;
}

// What a name server is shown as differs on purpose. The core writes a QUIC server without its scheme,
// a DHCP one as nothing, and behind `system` the resolvers of its own machine.
void level_nameservers(JsonFields& answer) {
  static const std::regex kSystem(R"re("system\([^)]*\)")re");
  static const std::regex kQuic(R"re("quic://)re");
  static const std::regex kDhcp(R"re("dhcp://[^"]*")re");
  const auto found = answer.find("nameservers");
  if (found == answer.end()) return;
  std::string& text = found->second;
  text = std::regex_replace(text, kSystem, "\"system\"");
  text = std::regex_replace(text, kQuic, "\"");
  text = std::regex_replace(text, kDhcp, "\"\"");
}

TEST_CASE("corpus: the core's verdicts and answers on published profiles") {
  const char* folder = std::getenv("CLASHLINT_CORPUS");
  if (folder == nullptr) {
    MESSAGE("skipped: CLASHLINT_CORPUS is not set");
    return;
  }
  const fs::path profiles = fs::path(folder) / "profiles";
  const fs::path home = fs::path(folder) / "home";
  std::set<std::string> measured;
  Verdicts verdicts;
  Replay replay(kAll, [&](JsonFields& expected, JsonFields& given) {
    for (JsonFields* answer : {&expected, &given}) {
      cut_chain(*answer, measured);
      level_nameservers(*answer);
    }
  });
  for (const VectorCase& one : read_corpus(profiles / "answers.json")) {
    measured = measured_groups(profiles / one.name, home);
    replay.run(one, profiles / one.name, home);
    verdicts.compare(one, profiles / one.name, home);
  }
  replay.finish("corpus");
  verdicts.finish("corpus");
}

}  // namespace
}  // namespace clashlint
