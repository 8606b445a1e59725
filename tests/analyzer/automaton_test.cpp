// The laws of the automaton: what it proves, the walk and brute force confirm.
#include "analyzer/automaton/list_judge.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "analyzer/automaton/text_space.h"
#include "analyzer/match/walk.h"
#include "rules/profile/load.h"
#include "tests/support/golden.h"
#include "tests/support/small_profile.h"
#include "tests/support/small_world.h"
#include "tests/support/vectors.h"

namespace fs = std::filesystem;

namespace clashlint {
namespace {

const fs::path kVectors = CLASHLINT_CONFORMANCE_DIR;

std::string text_of(const RowVerdict& verdict) {
  constexpr const char* kWords[] = {"alive", "dns", "never", "unknown"};
  std::string text = kWords[static_cast<int>(verdict.verdict)];
  const RowDetails& details = verdict.detail();
  for (const int row : details.covered_by) text += " " + std::to_string(row);
  return text + (details.why.empty() ? "" : " (" + details.why + ")");
}

bool is_alive(const RowVerdict& verdict) {
  return verdict.verdict == Verdict::alive || verdict.verdict == Verdict::dns;
}

TEST_CASE("shadows: what no connection wins, with the smallest cover, and nothing else") {
  for (const ShadowCase& one : read_shadows(kVectors / "shadows.jsonl")) {
    CAPTURE(one.name);
    const ScratchDir home;
    home.lay(fixtures_dir() / "conformance" / "home");
    home.write("profile.yaml", one.profile);
    Sources sources;
    const auto loaded = load_profile(sources, (home.path() / "profile.yaml").string(), {});
    REQUIRE(loaded);
    ListJudge judge(*loaded->profile);
    for (std::size_t row = 0; row < judge.verdicts().size(); ++row) {
      CAPTURE(row);
      const RowVerdict& verdict = judge.verdicts()[row];
      judge.try_dead(static_cast<int>(row));
      CAPTURE(text_of(verdict));
      const auto dead = one.dead.find(static_cast<int>(row));
      if (dead == one.dead.end()) {
        CHECK(is_alive(verdict));
        CHECK(judge.witness(static_cast<int>(row)).has_value());
      } else {
        CHECK(verdict.verdict == Verdict::never);
        CHECK(verdict.detail().smallest);
        CHECK(verdict.detail().covered_by.size() == dead->second);
        CHECK(verdict.impossible == verdict.detail().covered_by.empty());
      }
    }
    CHECK(judge.disagreements().empty());
  }
}

bool is_in_universe(const Query& query) {
  const auto fits = [](const std::string& name) {
    return name.empty() || parse_ip(name) || is_host_name(name);
  };
  return fits(query.host) && fits(query.sniff_host);
}

void check_winners(const std::string& file) {
  std::size_t won = 0;
  for (const VectorCase& one : read_vectors(kVectors / file)) {
    CAPTURE(one.name);
    const ScratchDir home;
    home.lay(fixtures_dir() / "conformance" / "home");
    lay_case(home, one);
    Sources sources;
    const auto loaded = load_profile(sources, (home.path() / "profile.yaml").string(), {});
    REQUIRE(loaded);
    std::map<std::string, std::unique_ptr<ListJudge>> lists;
    for (const VectorQuery& asked : one.queries) {
      const WonQuery winner = won_query(asked);
      if (winner.rule_index < 0 || !is_in_universe(winner.query)) continue;
      const std::string& list = winner.query.sub_rules;
      if (!lists.contains(list)) lists[list] = std::make_unique<ListJudge>(*loaded->profile, list);
      const ListJudge& judge = *lists[list];
      CHECK(judge.disagreements().empty());
      const RowVerdict& verdict = judge.verdicts()[static_cast<std::size_t>(winner.rule_index)];
      CHECK_MESSAGE(verdict.verdict != Verdict::never, asked.ask, " wins row ", winner.rule_index, ": ",
                    text_of(verdict));
      ++won;
    }
  }
  CHECK(won > 1000);
}

TEST_CASE("what wins in the vectors is never called dead") {
  check_winners("routes.jsonl");
  check_winners("corners.jsonl");
}

// --- Small worlds: every connection of a world is walked.

struct World {
  const std::vector<Query> queries = small_queries();
  const std::vector<Selections> choices = small_choices();
  std::size_t dead = 0;
  std::size_t unknown = 0;

  void check(const std::vector<std::string>& rows) {
    const std::string text = small_world_of(rows);
    const SmallProfile profile(text);
    REQUIRE_MESSAGE(!profile.loaded().refused, text);
    ListJudge judge(*profile);
    const std::set<int> won = winners(*profile);
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const RowVerdict& verdict = judge.verdicts()[row];
      judge.try_dead(static_cast<int>(row));
      if (is_alive(verdict))
        CHECK_MESSAGE(judge.witness(static_cast<int>(row)).has_value(), text, "row ", row);
      if (verdict.verdict == Verdict::unknown) ++unknown;
      if (verdict.verdict != Verdict::never) continue;
      ++dead;
      CHECK_MESSAGE(!won.contains(static_cast<int>(row)), text, "row ", row, ": ", text_of(verdict));
      check_cover(rows, verdict, static_cast<int>(row));
    }
    CHECK_MESSAGE(judge.disagreements().empty(), text);
  }

 private:
  std::set<int> winners(const Profile& profile) const {
    std::set<int> won;
    for (const Query& query : queries) {
      for (const Selections& choice : choices) won.insert(walk(profile, query, choice).rule_index);
    }
    return won;
  }

  static bool may_ask(const std::string& row) {
    const bool addresses = row.find("IP-CIDR") != std::string::npos ||
                           row.find("ranges") != std::string::npos || row.find("rows") != std::string::npos ||
                           row.find("mixed") != std::string::npos;
    return addresses && row.find("no-resolve") == std::string::npos;
  }

  // The cover alone does it, where no row beside it could have asked DNS before.
  void check_cover(const std::vector<std::string>& rows, const RowVerdict& verdict, int row) const {
    std::vector<std::string> left;
    for (int at = 0; at < row; ++at) {
      const std::string& one = rows[static_cast<std::size_t>(at)];
      if (std::ranges::find(verdict.detail().covered_by, at) != verdict.detail().covered_by.end()) {
        left.push_back(one);
      } else if (may_ask(one)) {
        return;
      }
    }
    left.push_back(rows[static_cast<std::size_t>(row)]);
    const std::string text = small_world_of(left);
    const SmallProfile profile(text);
    CHECK_MESSAGE(!winners(*profile).contains(static_cast<int>(left.size()) - 1), text);
  }
};

TEST_CASE("small worlds: every pair of rows") {
  World world;
  for (const std::string& first : small_rows()) {
    for (const std::string& second : small_rows()) {
      world.check({small_row(first, "P"), small_row(second, "DIRECT")});
    }
  }
  CHECK(world.dead > 100);
  CHECK(world.unknown < 60);
}

TEST_CASE("small worlds: lists of rows and targets by chance") {
  World world;
  std::mt19937 random(20261123);  // NOLINT(cert-msc51-cpp): the same lists every time
  const auto one_of = [&](const std::vector<std::string>& some) -> const std::string& {
    return some[random() % some.size()];
  };
  for (int round = 0; round < 700; ++round) {
    std::vector<std::string> rows;
    for (std::size_t count = 3 + random() % 4; rows.size() < count;) {
      rows.push_back(small_row(one_of(small_rows()), one_of(small_targets())));
    }
    world.check(rows);
  }
  CHECK(world.dead > 300);
}

}  // namespace
}  // namespace clashlint
