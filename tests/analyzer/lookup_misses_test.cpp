// What is called missed stands in the set and is not found in it.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "analyzer/facts/lookup_misses.h"
#include "rules/value/domain_trie.h"

namespace clashlint {
namespace {

using Patterns = std::vector<std::string>;

Patterns missed_names(const Patterns& patterns) {
  Patterns names;
  for (const LookupMiss& miss : lookup_misses(DomainSet::build(patterns))) names.push_back(miss.name);
  return names;
}

TEST_CASE("lookup misses: names that other entries suggest") {
  struct Row {
    Patterns patterns;
    Patterns names;
  };
  const Row rows[] = {
      {{"*.a.com", "foo.bar.a.com"}, {"bar.a.com"}},
      {{"*.a.com", "+.foo.bar.a.com"}, {"bar.a.com"}},
      {{"*.a.com", ".bar.a.com"}, {"bar.a.com"}},
      {{"*.a.com", "*.bar.a.com"}, {"bar.a.com"}},
      {{"*.a.com", "foo-bar.a.com"}, {"bar.a.com"}},
      {{"*.a.com", "x-foo-bar.a.com", "foo-bar.a.com"}, {"bar.a.com"}},
      {{"*.a.com", "myapi.a.com"}, {"api.a.com"}},
      {{"time.*.com", "x.time.a.com"}, {"time.a.com"}},
      {{"*.*.com", "x.b.a.com"}, {"b.a.com"}},
      {{".*.com", "x.b.a.com"}, {"b.a.com"}},
      {{"a.b.*.com", "*.c.com"}, {"a.b.c.com"}},
      {{"*", "my-nas"}, {"nas"}},
      {{"*.a.com", "*.b.com", "x.y.a.com", "x.z.b.com"}, {"y.a.com", "z.b.com"}},
      // found, or nobody's name
      {{"*.a.com", "bar.a.com", "foo.bar.a.com"}, {}},
      {{"*.a.com", "+.a.com", "foo.bar.a.com"}, {}},
      {{"*.a.com", "+.bar.a.com"}, {}},
      {{"*.a.com", "wiki.a.com"}, {}},
      {{"*.a.com", "foo.bar.b.com"}, {}},
      {{"*", "x.nas.lan"}, {}},
      {{"*.a.com"}, {}},
      {{"*foo.a.com", "x.foo.a.com"}, {}},
      {{"+.a.com", "foo.bar.a.com"}, {}},
      {{}, {}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.patterns);
    CHECK(missed_names(row.patterns) == row.names);
  }
}

TEST_CASE("lookup misses: the entry in the way") {
  const Patterns patterns = {"+.other.com", "*.a.com", "x.y.a.com", "foo.bar.a.com"};
  const std::vector<LookupMiss> misses = lookup_misses(DomainSet::build(patterns));
  REQUIRE(misses.size() == 1);
  CHECK(misses.front().entry == 1);
  CHECK(misses.front().name == "y.a.com");
  CHECK(misses.front().blocker == 2);
}

TEST_CASE("lookup misses: of an MRS file, too") {
  const DomainSet set = DomainSet::of_trie(SuccinctSet::build({"*.a.com", "foo.bar.a.com"}));
  const std::vector<LookupMiss> misses = lookup_misses(set);
  REQUIRE(misses.size() == 1);
  CHECK(misses.front().name == "bar.a.com");
  CHECK(shown_entry(set.entries()[misses.front().entry]) == "*.a.com");
}

TEST_CASE("lookup misses: the pattern takes each of them, and the set does not find it") {
  std::mt19937 random(20261128);
  const Patterns labels = {"a", "b", "ab", "ba", "b-a", "*", "api"};
  const Patterns fronts = {"", "", "", "+.", "."};
  const auto any = [&](const Patterns& of) { return of[random() % of.size()]; };
  std::size_t seen = 0;
  for (int round = 0; round < 20'000; ++round) {
    Patterns patterns;
    for (std::size_t count = 2 + random() % 5; count > 0; --count) {
      std::string pattern = any(fronts) + any(labels);
      for (std::size_t more = random() % 4; more > 0; --more) pattern += "." + any(labels);
      patterns.push_back(pattern);
    }
    const DomainSet set = DomainSet::build(patterns);
    for (const LookupMiss& miss : lookup_misses(set)) {
      CAPTURE(patterns);
      CAPTURE(miss.name);
      DomainTrie exact;
      exact.insert(patterns[miss.entry], 0);
      CHECK(exact.search(miss.name).has_value());
      CHECK_FALSE(set.contains(miss.name));
      ++seen;
    }
  }
  CHECK(seen > 1000);
}

TEST_CASE("lookup misses: a long list is asked a bounded number of questions") {
  Patterns patterns = {"*.com"};
  for (int at = 0; at < 50'000; ++at) patterns.push_back("+.name" + std::to_string(at) + ".com");
  CHECK(lookup_misses(DomainSet::build(patterns)).empty());
}

}  // namespace
}  // namespace clashlint
