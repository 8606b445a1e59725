#include "analyzer/match/alternatives.h"

#include <doctest/doctest.h>

#include <fmt/format.h>

#include "tests/support/small_profile.h"

namespace clashlint {
namespace {

Story story(const SmallProfile& profile, std::string_view query, StoryOptions options = {}) {
  return tell(*profile, profile.sources(), query_of(query), {}, options);
}

/// `target: when → target; when → target`
std::string shown(const Story& story) {
  std::string out = std::string(story.first.target) + ":";
  for (const Alternative& alternative : story.alternatives) {
    out += fmt::format(" {} → {};", alternative.when, alternative.answer.target);
  }
  return out;
}

SmallProfile profile_with(std::string_view rest) {
  return SmallProfile(std::string(kOutbounds) + std::string(rest));
}

}  // namespace

TEST_CASE("a story tells each way to end elsewhere") {
  struct Row {
    std::string_view profile;
    std::string_view query;
    std::string_view expected;
  };
  const Row rows[] = {
      {R"(rules: ["IP-CIDR,10.0.0.0/8,B", "DOMAIN,a.com,A", "MATCH,B"])", "a.com",
       "A: address in 10.0.0.0/8 → B;"},
      {R"(rules: ["IP-CIDR,10.0.0.0/8,B,no-resolve", "DOMAIN,a.com,A", "MATCH,B"])", "a.com", "A:"},
      {R"(rules: ["IP-CIDR,10.0.0.0/8,A", "DOMAIN,a.com,A", "MATCH,B"])", "a.com", "A:"},
      {R"(rules: ["DOMAIN,a.com,H", "MATCH,B"])", "a.com", "H: UDP (QUIC) → B;"},
      {R"(rules: ["DOMAIN,a.com,H", "MATCH,H"])", "a.com", "H: UDP (QUIC) → DIRECT;"},
      {R"(rules: ["NOT,((IP-CIDR,0.0.0.0/0)),B", "MATCH,A"])", "a.com",
       "A: an IPv6 address → B; name not found → B;"},
      {R"(rules: ["NOT,((IP-CIDR,203.0.113.0/24)),B", "MATCH,A"])", "a.com",
       "B: address in 203.0.113.0/24 → A;"},
      {R"(rules: ["IP-CIDR,0.0.0.0/0,A", "IP-CIDR6,::/0,B", "MATCH,H"])", "a.com",
       "A: address in ::/0 → B; name not found → H;"},
      {R"(rules: ["IP-CIDR,10.0.0.0/8,B", "MATCH,A"])", "10.1.1.1", "B:"},
      // The second rule takes the same addresses, so the first changes nothing.
      {R"(rules: ["IP-CIDR,198.51.100.0/24,B,no-resolve", "IP-CIDR,198.51.100.0/24,B", "DOMAIN,a.com,A"])",
       "a.com", "A: address in 198.51.100.0/24 → B;"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.profile);
    CHECK(shown(story(profile_with(row.profile), row.query)) == row.expected);
  }
}

TEST_CASE("every witness does what its alternative says") {
  const SmallProfile profile = profile_with(R"(
rules:
  - GEOIP,lan,DIRECT
  - IP-CIDR,198.51.100.0/24,B
  - OR,((IP-CIDR,203.0.113.0/24),(DOMAIN,x.com)),H
  - DOMAIN-SUFFIX,a.com,A
  - MATCH,B
)");
  const Story told = story(profile, "www.a.com");
  CHECK(told.address_open);
  int witnesses = 0;
  for (const Alternative& alternative : told.alternatives) {
    if (!alternative.witness) continue;
    ++witnesses;
    Query query = query_of("www.a.com");
    query.dns = alternative.witness;
    CHECK(walk(*profile, query).target == alternative.answer.target);
  }
  CHECK(witnesses == 3);
}

TEST_CASE("a set that is missing is an alternative of its own") {
  const SmallProfile profile = profile_with(R"(
rule-providers: {company: {type: http, behavior: domain, url: "https://example.com/x", path: ./none.yaml}}
rules: ["RULE-SET,company,B", "MATCH,A"]
)");
  const Story told = story(profile, "a.com");
  CHECK(shown(told) == "A: company holds it → B;");
  CHECK(shown(story(profile, "192.0.2.1")) == "A:");
  REQUIRE(told.alternatives.size() == 1);
  CHECK(told.alternatives[0].dependency->name == "company");
}

TEST_CASE("remedies are offered only where they help") {
  struct Row {
    std::string_view profile;
    std::vector<std::string> remedies;
  };
  const Row rows[] = {
      {"rules:\n  - IP-CIDR,198.51.100.0/24,B\n  - DOMAIN,a.com,A\n",
       {"move line 8 above line 7 (or add no-resolve to line 7)"}},
      // A second rule asks as well: no-resolve on the first alone does not help.
      {"rules:\n  - IP-CIDR,198.51.100.0/24,B\n  - IP-CIDR,203.0.113.0/24,B\n  - DOMAIN,a.com,A\n",
       {"move line 9 above line 7"}},
      // Nothing can be moved above for MATCH.
      {"rules:\n  - IP-CIDR,198.51.100.0/24,B\n  - MATCH,A\n", {}},
      // A private address is not what steals a public name.
      {"rules:\n  - IP-CIDR,10.0.0.0/8,B\n  - DOMAIN,a.com,A\n", {}},
      // An http proxy never carries UDP.
      {"rules:\n  - DOMAIN,a.com,H\n", {}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.profile);
    const SmallProfile profile = profile_with(row.profile);
    CHECK(story(profile, "a.com").remedies == row.remedies);
  }
}

TEST_CASE("what is given is not varied") {
  const SmallProfile profile =
      profile_with(R"(rules: ["IP-CIDR,10.0.0.0/8,B", "DOMAIN,a.com,H", "MATCH,B"])");
  CHECK(shown(story(profile, "a.com", {.dns_given = true, .network_given = true})) == "H:");
  CHECK(shown(story(profile, "a.com =10.1.1.1", {.dns_given = true})) == "B:");
}

}  // namespace clashlint
