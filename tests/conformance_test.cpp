// Replays what the real core answered: fixtures/conformance/README.md.
#include <doctest/doctest.h>

#include <array>
#include <filesystem>
#include <string>
#include <string_view>

#include "tests/support/golden.h"
#include "tests/support/replay.h"
#include "tests/support/scratch_dir.h"
#include "tests/support/vectors.h"
#include "tests/support/verdicts.h"

namespace fs = std::filesystem;

namespace clashlint {
namespace {

constexpr std::array<std::string_view, 7> kAll = {"rule_index", "target",          "chain",      "dns_asked",
                                                  "fake_ip",    "nameserver_kind", "nameservers"};
constexpr std::array<std::string_view, 4> kRouteOnly = {"rule_index", "target", "chain", "fake_ip"};

void replay(const std::string& name, std::span<const std::string_view> fields) {
  Replay replay(fields);
  for (const VectorCase& one : read_vectors(fs::path(CLASHLINT_CONFORMANCE_DIR) / name)) {
    const ScratchDir home;
    home.lay(fixtures_dir() / "conformance" / "home");
    lay_case(home, one);
    replay.run(one, home.path() / "profile.yaml", home.path());
  }
  replay.finish(name);
}

TEST_CASE("routes: the core's answers") { replay("routes.jsonl", kAll); }

TEST_CASE("corners: the core's answers where it surprises") { replay("corners.jsonl", kAll); }

TEST_CASE("verdicts: what the core refuses and what it takes") { replay("verdicts.jsonl", kRouteOnly); }

TEST_CASE("check: the core's verdict on every profile, with a finding where it points") {
  Verdicts verdicts;
  for (const std::string name : {"verdicts.jsonl", "corners.jsonl", "routes.jsonl"}) {
    for (const VectorCase& one : read_vectors(fs::path(CLASHLINT_CONFORMANCE_DIR) / name)) {
      const ScratchDir home;
      home.lay(fixtures_dir() / "conformance" / "home");
      lay_case(home, one);
      verdicts.compare(one, home.path() / "profile.yaml", home.path());
    }
  }
  verdicts.finish("conformance");
}

}  // namespace
}  // namespace clashlint
