// The laws of `diff`: a profile does not differ from itself; what brute force sees
// change is told, and nothing else changes.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "analyzer/diff/align.h"
#include "analyzer/diff/expect.h"
#include "analyzer/diff/profile_diff.h"
#include "analyzer/match/walk.h"
#include "tests/support/small_profile.h"
#include "tests/support/small_world.h"

namespace clashlint {
namespace {

using Rows = std::vector<std::string>;

struct World {
  const std::vector<Query> queries = small_queries();
  const std::vector<Selections> choices = small_choices();
  std::size_t changes = 0;
  std::size_t unchanged = 0;
  std::size_t open = 0;

  void check(const Rows& before, const Rows& after) {
    const std::string old_text = small_world_of(before);
    const std::string new_text = small_world_of(after);
    const SmallProfile one(old_text);
    const SmallProfile other(new_text);
    REQUIRE_MESSAGE(!one.loaded().refused, old_text);
    REQUIRE_MESSAGE(!other.loaded().refused, new_text);
    ProfilePair pair(*one, *other);
    const RouteDiff diff(pair);
    std::set<std::pair<int, int>> told;
    for (const RouteChange& change : diff.changes()) told.insert({change.before, change.after});
    for (const OpenChange& change : diff.open()) told.insert({change.before, change.after});
    changes += diff.changes().size();
    open += diff.open().size();
    if (told.empty()) ++unchanged;
    for (const Query& query : queries) {
      for (const Selections& choice : choices) {
        const Answer was = walk(*one, query, choice);
        const Answer is = walk(*other, query, choice);
        if (was.target == is.target) continue;
        const std::pair ways(pair.before().way_of(was), pair.after().way_of(is));
        CHECK_MESSAGE(told.contains(ways), "old", old_text, "new", new_text, "host ", query.host, " ",
                      was.target, " to ", is.target);
        if (!told.contains(ways)) return;
      }
    }
  }
};

std::string any_row(std::mt19937& random) {
  return small_row(small_rows()[random() % small_rows().size()],
                   small_targets()[random() % small_targets().size()]);
}

Rows edited(Rows rows, std::mt19937& random) {
  for (std::size_t edits = 1 + random() % 3; edits > 0; --edits) {
    const std::size_t place = rows.empty() ? 0 : random() % rows.size();
    switch (random() % 4) {
      case 0:
        if (!rows.empty()) rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(place));
        break;
      case 1:
        rows.insert(rows.begin() + static_cast<std::ptrdiff_t>(place), any_row(random));
        break;
      case 2:
        if (!rows.empty()) std::swap(rows[place], rows[random() % rows.size()]);
        break;
      default:
        if (!rows.empty()) rows[place] = any_row(random);
    }
  }
  return rows;
}

TEST_CASE("diff: two rows change places, for every pair of the small world") {
  World world;
  for (const std::string& first : small_rows()) {
    for (const std::string& second : small_rows()) {
      const Rows rows = {small_row(first, "P"), small_row(second, "DIRECT"), "MATCH,T"};
      world.check(rows, {rows[1], rows[0], rows[2]});
    }
  }
  CHECK(world.changes > 300);
  CHECK(world.unchanged > 50);
  CHECK(world.open < 60);
}

// What was expected is under b; every other change has to be told.
void check_expected(const Rows& before, const Rows& after, const std::vector<Query>& queries) {
  const SmallProfile one(small_world_of(before));
  const SmallProfile other(small_world_of(after));
  ProfilePair pair(*one, *other);
  const RouteDiff diff(pair);
  Expectations expected;
  expected.changes.push_back({.wanted = {.under = {"b"}}});
  std::set<std::pair<int, int>> told;
  for (const Unexpected& rest : unexpected_changes(pair, diff, expected)) {
    const RouteChange& change = diff.changes()[rest.change];
    told.insert({change.before, change.after});
    if (!rest.why.empty()) continue;
    const std::string& name =
        rest.witness.query.sniff_host.empty() ? rest.witness.query.host : rest.witness.query.sniff_host;
    CHECK_FALSE((name == "b" || name.ends_with(".b")));
  }
  for (const OpenChange& change : diff.open()) told.insert({change.before, change.after});
  for (const Query& query : queries) {
    const std::string& name = query.sniff_host.empty() ? query.host : query.sniff_host;
    const Answer was = walk(*one, query);
    const Answer is = walk(*other, query);
    if (was.target == is.target || name == "b" || name.ends_with(".b")) continue;
    CHECK(told.contains({pair.before().way_of(was), pair.after().way_of(is)}));
  }
}

TEST_CASE("diff: what was not expected is told, and nothing that was") {
  const std::vector<Query> queries = small_queries();
  std::mt19937 random(20261201);  // NOLINT(cert-msc51-cpp): the same lists every time
  for (int round = 0; round < 150; ++round) {
    Rows rows;
    for (std::size_t count = 2 + random() % 4; rows.size() < count;) rows.push_back(any_row(random));
    check_expected(rows, edited(rows, random), queries);
  }
}

TEST_CASE("diff: lists and edits by chance, and no list differs from itself") {
  World world;
  std::mt19937 random(20261129);  // NOLINT(cert-msc51-cpp): the same lists every time
  for (int round = 0; round < 500; ++round) {
    Rows rows;
    for (std::size_t count = 2 + random() % 5; rows.size() < count;) rows.push_back(any_row(random));
    world.check(rows, edited(rows, random));
    const SmallProfile profile(small_world_of(rows));
    const SmallProfile again(small_world_of(rows));
    ProfilePair pair(*profile, *again);
    const RouteDiff same(pair);
    CHECK(same.changes().empty());
    CHECK(same.open().empty());
  }
  CHECK(world.changes > 300);
  CHECK(world.open < 100);
}

// --- Larger ones: names under each other, keywords and lists.

std::string large_name(std::mt19937& random) {
  static const std::vector<std::string> kLabels = {"a",       "b",  "api", "cdn", "corp",
                                                   "example", "ai", "x1",  "x2"};
  std::string name = kLabels[random() % kLabels.size()];
  for (std::size_t more = random() % 3; more > 0; --more)
    name = kLabels[random() % kLabels.size()] + "." + name;
  return name;
}

Rows large_rows(std::mt19937& random) {
  static const std::vector<std::string> kKinds = {"DOMAIN", "DOMAIN-SUFFIX", "DOMAIN-SUFFIX",
                                                  "DOMAIN-KEYWORD"};
  Rows rows;
  for (int count = 0; count < 150; ++count)
    rows.push_back(kKinds[random() % kKinds.size()] + "," + large_name(random) + "," +
                   small_targets()[random() % 2]);
  rows.emplace_back("MATCH,T");
  return rows;
}

TEST_CASE("diff: longer lists by chance") {
  std::mt19937 random(20261130);  // NOLINT(cert-msc51-cpp): the same lists every time
  for (int round = 0; round < 8; ++round) {
    const Rows rows = large_rows(random);
    Rows other = rows;
    for (int edits = 0; edits < 5; ++edits) {
      other.erase(other.begin() + static_cast<std::ptrdiff_t>(random() % (other.size() - 1)));
      other.insert(other.begin() + static_cast<std::ptrdiff_t>(random() % (other.size() - 1)),
                   "DOMAIN-SUFFIX," + large_name(random) + ",P");
    }
    const SmallProfile one(small_world_of(rows));
    const SmallProfile two(small_world_of(other));
    ProfilePair pair(*one, *two);
    const RouteDiff diff(pair);
    CHECK(diff.open().empty());
    std::set<std::pair<int, int>> told;
    for (const RouteChange& change : diff.changes()) told.insert({change.before, change.after});
    for (int tries = 0; tries < 3000; ++tries) {
      Query query;
      query.host = large_name(random) + "." + large_name(random);
      query.dst_port = 443;
      const Answer was = walk(*one, query);
      const Answer is = walk(*two, query);
      if (was.target != is.target) CHECK(told.contains({pair.before().way_of(was), pair.after().way_of(is)}));
    }
  }
}

TEST_CASE("sequences are aligned in order, each item once") {
  const Alignment same = align({1, 2, 3}, {1, 2, 3});
  CHECK(same.mate_after == std::vector{0, 1, 2});
  const Alignment moved = align({1, 2, 3, 4, 9}, {1, 4, 2, 3, 9});
  CHECK(moved.mate_after == std::vector{0, 2, 3, -1, 4});
  CHECK(moved.mate_before == std::vector{0, -1, 1, 2, 4});
  const Alignment twice = align({5, 1, 1, 6}, {7, 1, 1, 8});
  CHECK(twice.mate_after == std::vector{-1, -1, -1, -1});
  CHECK(align({}, {1}).mate_before == std::vector{-1});
}

}  // namespace
}  // namespace clashlint
