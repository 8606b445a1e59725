// The laws of `find`: what it finds and what it says there is none of, brute force confirms.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "analyzer/match/walk.h"
#include "analyzer/query/exits.h"
#include "tests/support/small_profile.h"
#include "tests/support/small_world.h"

namespace clashlint {
namespace {

struct Asked {
  Wanted wanted{};
  bool (*holds)(const Query&, const Answer&) = nullptr;
};

const std::string& name_of(const Query& query) {
  return query.sniff_host.empty() ? query.host : query.sniff_host;
}

std::vector<Asked> questions() {
  std::vector<Asked> asked;
  asked.push_back({.holds = [](const Query&, const Answer&) { return true; }});
  asked.push_back({.wanted = {.under = {"b"}}, .holds = [](const Query& query, const Answer&) {
                     return name_of(query) == "b" || name_of(query).ends_with(".b");
                   }});
  asked.push_back({.wanted = {.matching = {"a"}, .network = Network::udp},
                   .holds = [](const Query& query, const Answer&) {
                     return query.network == Network::udp && name_of(query).find('a') != std::string::npos;
                   }});
  asked.push_back({.wanted = {.ports = {{.first = 80, .last = 80}}},
                   .holds = [](const Query& query, const Answer&) { return query.dst_port == 80; }});
  asked.push_back({.wanted = {.asks_dns = true},
                   .holds = [](const Query&, const Answer& answer) { return answer.dns_asked; }});
  return asked;
}

struct World {
  const std::vector<Query> queries = small_queries();
  std::size_t none = 0;
  std::size_t unknown = 0;

  void check(const std::vector<std::string>& rows) {
    const std::string text = small_world_of(rows);
    const SmallProfile profile(text);
    REQUIRE_MESSAGE(!profile.loaded().refused, text);
    Exits exits(*profile);
    std::vector<Answer> answers;
    for (const Query& query : queries) answers.push_back(walk(*profile, query));
    const std::vector<Asked> all = questions();
    for (std::size_t number = 0; number < all.size(); ++number) {
      std::set<int> seen;
      for (std::size_t at = 0; at < queries.size(); ++at) {
        if (all[number].holds(queries[at], answers[at])) seen.insert(exits.list().way_of(answers[at]));
      }
      std::set<int> told;
      for (const FoundExit& exit : exits.find(all[number].wanted, [](int) { return true; })) {
        told.insert(exit.way);
        if (exit.found.found == Found::unknown) {
          ++unknown;
          continue;
        }
        const Query& query = exit.found.witness.query;
        const Answer answer = walk(*profile, query, exit.found.witness.selections);
        CHECK_MESSAGE(exits.list().way_of(answer) == exit.way, text);
        CHECK_MESSAGE(all[number].holds(query, answer), text, "question ", number, " host ", query.host);
      }
      for (const int way : seen) CHECK_MESSAGE(told.contains(way), text, "question ", number, " way ", way);
      none += static_cast<std::size_t>(exits.list().size()) - told.size();
    }
  }
};

TEST_CASE("find: every pair of rows of the small world") {
  World world;
  for (const std::string& first : small_rows()) {
    for (const std::string& second : small_rows())
      world.check({small_row(first, "P"), small_row(second, "G")});
  }
  CHECK(world.none > 1000);
  CHECK(world.unknown < 400);
}

TEST_CASE("find: lists of rows and targets by chance") {
  World world;
  std::mt19937 random(20261128);  // NOLINT(cert-msc51-cpp): the same lists every time
  const auto one_of = [&](const std::vector<std::string>& some) -> const std::string& {
    return some[random() % some.size()];
  };
  for (int round = 0; round < 200; ++round) {
    std::vector<std::string> rows;
    for (std::size_t count = 3 + random() % 4; rows.size() < count;)
      rows.push_back(small_row(one_of(small_rows()), one_of(small_targets())));
    world.check(rows);
  }
  CHECK(world.none > 500);
}

}  // namespace
}  // namespace clashlint
