#include "analyzer/match/takers.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "analyzer/match/walk.h"
#include "rules/base/strings.h"
#include "tests/support/small_profile.h"
#include "tests/support/small_world.h"

namespace clashlint {
namespace {

// `1 2(no udp) 4`: the rows in the order in which they would get it.
std::string rows_of(const SmallProfile& profile, std::string_view query) {
  std::vector<std::string> words;
  for (const Taker& taker : takers_of(*profile, query_of(query), {}, 100).rules) {
    std::string word = std::to_string(taker.row);
    if (taker.result == StepResult::no_udp) word += "(no udp)";
    if (taker.result == StepResult::passed) word += "(passed)";
    words.push_back(word);
  }
  return join(words, " ");
}

TEST_CASE("everything that would take a connection, in order") {
  const SmallProfile profile(std::string(kOutbounds) +
                             R"(rules: ["DOMAIN,a.com,H", "IP-CIDR,10.0.0.0/8,A", "DOMAIN-SUFFIX,a.com,PASS",
        "DOMAIN-KEYWORD,a,B", "IP-CIDR,172.16.0.0/12,A,no-resolve", "MATCH,DIRECT", "DOMAIN,a.com,B"])");
  REQUIRE_FALSE(profile.loaded().refused);
  CHECK(rows_of(profile, "a.com") == "0 2(passed) 3 5 6");
  CHECK(rows_of(profile, "a.com udp") == "0(no udp) 2(passed) 3 5 6");
  CHECK(rows_of(profile, "a.com =10.0.0.1") == "0 1 2(passed) 3 5 6");
  CHECK(rows_of(profile, "x.org") == "5");
  // The address that row 1 asks for is seen by row 4, although that does not ask.
  CHECK(rows_of(profile, "a.com =172.16.0.1") == "0 2(passed) 3 4 5 6");
}

TEST_CASE("a list that is not here is said to be unknown, and a limit to be one") {
  const SmallProfile profile(std::string(kOutbounds) + R"(
rule-providers: {gone: {type: file, behavior: domain, path: ./gone.yaml}}
rules: ["RULE-SET,gone,A", "DOMAIN,a.com,B", "MATCH,A"])");
  const Takers all = takers_of(*profile, query_of("a.com"), {}, 100);
  REQUIRE(all.unknown.size() == 1);
  CHECK(all.unknown.front().name == "gone");
  CHECK_FALSE(all.more);
  const Takers one = takers_of(*profile, query_of("a.com"), {}, 1);
  CHECK(one.rules.size() == 1);
  CHECK(one.more);
}

// The first of them is the winner, and without all of them there is none.
TEST_CASE("in every small world") {
  for (const std::string& row : small_rows()) {
    for (const std::string& target : small_targets()) {
      const SmallProfile profile(
          small_world_of({small_row(row, target), "DOMAIN-SUFFIX,b,A", "MATCH,DIRECT"}));
      if (profile.loaded().refused) continue;
      for (const Query& query : small_queries()) {
        const Takers takers = takers_of(*profile, query, {}, 100);
        const Answer answer = walk(*profile, query);
        std::vector<bool> left_out(8);
        const Rule* first = nullptr;
        for (const Taker& taker : takers.rules) {
          if (taker.result != StepResult::decided) continue;
          if (first == nullptr) first = taker.rule;
          left_out[static_cast<std::size_t>(taker.row)] = true;
        }
        if (first == answer.rule && walk(*profile, query, {}, {.left_out = &left_out}).rule == nullptr)
          continue;
        CAPTURE(row);
        CAPTURE(target);
        CAPTURE(query.host);
        CHECK(first == answer.rule);
        FAIL_CHECK("without all of them a rule still wins");
      }
    }
  }
}

}  // namespace
}  // namespace clashlint
