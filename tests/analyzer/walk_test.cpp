#include "analyzer/match/walk.h"

#include <doctest/doctest.h>

#include "tests/support/small_profile.h"

namespace clashlint {
namespace {

struct Case {
  std::string_view what;
  std::string_view profile;
  std::vector<std::pair<std::string_view, std::string_view>> routes;
};

void check(const Case& one) {
  const SmallProfile profile(std::string(kOutbounds) + std::string(one.profile));
  CAPTURE(one.what);
  REQUIRE_FALSE(profile.loaded().refused);
  for (const auto& route : one.routes) {
    CAPTURE(route.first);
    CHECK(profile.route(query_of(route.first)) == route.second);
  }
}

}  // namespace

TEST_CASE("tricky profiles end where the core lets them end") {
  const Case cases[] = {
      {"one pair of parentheses is no condition at all",
       R"(rules: ["AND,(DOMAIN,a.com),A", "MATCH,B"])",
       {{"zzz.org", "0 → A"}}},
      {"a suffix with a dot in front takes nothing",
       R"(rules: ["DOMAIN-SUFFIX,.a.com,A", "DOMAIN-SUFFIX,a.com,B"])",
       {{"www.a.com", "1 → B"}}},
      {"an address that one rule resolved is seen by later rules only",
       R"(rules: ["IP-CIDR,10.0.0.0/8,A,no-resolve", "IP-CIDR,172.16.0.0/12,B", "IP-CIDR,10.0.0.0/8,H,no-resolve", "MATCH,DIRECT"])",
       {{"nas.lan =10.0.0.5", "2 → H"}, {"10.0.0.5", "0 → A"}}},
      {"UDP slides past targets without it, MATCH included",
       R"(rules: ["DOMAIN-SUFFIX,g.com,H", "MATCH,H"])",
       {{"g.com udp", "- → DIRECT"}, {"g.com", "0 → H"}}},
      {"a select group has the UDP of its choice, load-balance claims it",
       R"(
proxy-groups:
  - {name: S, type: select, proxies: [H, A]}
  - {name: L, type: load-balance, proxies: [H]}
rules: ["DOMAIN,s.com,S", "DOMAIN,l.com,L", "MATCH,B"]
)",
       {{"s.com udp", "2 → B"}, {"l.com udp", "1 → L"}, {"s.com", "0 → S"}}},
      {"PASS leaves the sub-rule, PASS-RULE stays in it, at the top it closes",
       R"(
sub-rules: {s: ["DOMAIN,x.com,PASS", "DOMAIN,y.com,PASS-RULE", "DOMAIN-SUFFIX,com,A"]}
rules: ["SUB-RULE,(NETWORK,TCP),s", "DOMAIN-SUFFIX,com,B", "DOMAIN,z.org,PASS-RULE", "MATCH,DIRECT"]
)",
       {{"x.com", "1 → B"}, {"y.com", "0 → A"}, {"z.org", "2 → PASS-RULE"}}},
      {"UDP is looked at outside of the sub-rule",
       R"(
sub-rules: {s: ["DOMAIN,u.com,H", "DOMAIN,u.com,A"]}
rules: ["SUB-RULE,(DOMAIN,u.com),s", "MATCH,B"]
)",
       {{"u.com udp", "1 → B"}, {"u.com", "0 → H"}}},
      {"a domain set misses what the core's set misses",
       R"(
rule-providers: {d: {type: inline, behavior: domain, payload: ["*.example.com", foo.bar.example.com]}}
rules: ["RULE-SET,d,A", "MATCH,B"]
)",
       {{"x.example.com", "0 → A"}, {"bar.example.com", "1 → B"}}},
      {"port bounds wrap, then change places",
       R"(rules: ["DST-PORT,65530-65540,A", "MATCH,B"])",
       {{"a.com :443", "0 → A"}, {"a.com :65531", "1 → B"}}},
      {"a comma inside logic begins params",
       R"(rules: ["AND,((DST-PORT,80,443),(NETWORK,TCP)),A", "MATCH,B"])",
       {{"a.com :443", "1 → B"}, {"a.com :80", "0 → A"}}},
      {"a regex sees the empty name of an address",
       R"(rules: ['DOMAIN-REGEX,^(?!.*google).*$,A', "MATCH,B"])",
       {{"8.8.8.8", "0 → A"}, {"google.com", "1 → B"}}},
      {"DOMAIN-WILDCARD does not see the sniffed name, the others see nothing else",
       R"(rules: ['DOMAIN-WILDCARD,*.y.com,A', "DOMAIN-SUFFIX,y.com,B", "MATCH,DIRECT"])",
       {{"1.2.3.4 sniff:x.y.com", "1 → B"}, {"x.y.com sniff:other.org", "0 → A"}}},
      {"a name that cannot be resolved is in no country",
       R"(rules: ["NOT,((GEOIP,lan)),A", "MATCH,B"])",
       {{"nx.com", "0 → A"}, {"v.com =192.168.1.1", "1 → B"}}},
      {"src changes ports, too",
       R"(
rule-providers: {c: {type: inline, behavior: classical, payload: ["DST-PORT,12345", "DOMAIN,q.com"]}}
rules: ["RULE-SET,c,A,src", "MATCH,B"]
)",
       {{"w.com", "0 → A"}}},
      {"exclude-type takes explicit members away",
       R"(
proxy-groups: [{name: G, type: select, proxies: [DIRECT, A], exclude-type: "direct|trojan", empty-fallback: REJECT}]
rules: ["MATCH,G"]
)",
       {{"a.com", "0 → G"}}},
      {"GEOIP,lan resolves and wins before the name",
       R"(rules: ["GEOIP,lan,A", "DOMAIN,in.com,B"])",
       {{"in.com =192.168.0.9", "0 → A"}, {"in.com =8.8.8.8", "1 → B"}}},
      {"an unknown process is the empty text",
       R"(rules: ['PROCESS-NAME-REGEX,.*,A', "MATCH,B"])",
       {{"a.com", "0 → A"}}},
      {"a listener's list is not continued by rules, an unknown one is ignored",
       R"(
sub-rules: {vip: ["DOMAIN,a.com,A"]}
rules: ["MATCH,B"]
)",
       {{"b.com list:vip", "- → DIRECT"}, {"b.com list:typo", "0 → B"}, {"a.com list:vip", "0 → A"}}},
      {"SUB-RULE to a proxy's name never matches",
       R"(rules: ["SUB-RULE,(DOMAIN,a.com),DIRECT", "MATCH,B"])",
       {{"a.com", "1 → B"}}},
      {"no-resolve inside a set is honoured",
       R"(
rule-providers:
  n: {type: inline, behavior: classical, payload: ["IP-CIDR,10.0.0.0/8,no-resolve"]}
  c: {type: inline, behavior: classical, payload: ["IP-CIDR,10.0.0.0/8"]}
rules: ["RULE-SET,n,A", "RULE-SET,c,B", "RULE-SET,n,H"]
)",
       {{"r.com =10.1.1.1", "1 → B"}}},
      {"NO-RESOLVE in capitals means nothing",
       R"(rules: ["IP-CIDR,1.1.1.0/24,A,NO-RESOLVE", "IP-CIDR,10.0.0.0/8,B,no-resolve", "MATCH,DIRECT"])",
       {{"r.com =10.1.1.1", "1 → B"}}},
      {"an address as host leaves the host",
       R"(rules: ["DOMAIN-KEYWORD,1.2.3,A", "DOMAIN,1.2.3.4,A", "IP-CIDR,1.2.3.4/32,B"])",
       {{"1.2.3.4", "2 → B"}}},
      {"PASS acts through the choice of a group",
       R"(
proxy-groups:
  - {name: P, type: select, proxies: [A, PASS]}
  - {name: Q, type: select, proxies: [PASS, A]}
rules: ["DOMAIN,a.com,P", "DOMAIN,b.com,Q", "MATCH,B"]
)",
       {{"a.com", "0 → P"}, {"b.com", "2 → B"}}},
      {"a host keeps its case",
       R"(rules: ["DOMAIN,a.com,A", "MATCH,B"])",
       {{"A.com", "1 → B"}, {"a.com", "0 → A"}}},
  };
  for (const Case& one : cases) check(one);
}

TEST_CASE("hosts replace the name one step and the address to the end") {
  const Case cases[] = {
      {"an address before the first rule",
       R"(
hosts: {nas.lan: 10.0.0.5}
rules: ["IP-CIDR,10.0.0.0/8,A,no-resolve", "MATCH,B"]
)",
       {{"nas.lan", "0 → A"}}},
      {"an alias",
       R"(
hosts: {old.com: new.com, new.com: 10.0.0.1}
rules: ["DOMAIN,old.com,A", "DOMAIN,new.com,B"]
)",
       {{"old.com", "1 → B"}}},
      {"a chain of aliases",
       R"(
hosts: {c.com: b.com, b.com: a.com, a.com: 10.0.0.1}
rules: ["DOMAIN,c.com,A", "DOMAIN,a.com,H", "DOMAIN,b.com,B"]
)",
       {{"c.com", "2 → B"}}},
  };
  for (const Case& one : cases) check(one);
}

TEST_CASE("what is missing counts as empty and is named") {
  const SmallProfile profile(std::string(kOutbounds) + R"(
rule-providers: {company: {type: http, behavior: domain, url: "https://example.com/x", path: ./rules/none.yaml}}
rules: ["AND,((DOMAIN,b.com),(RULE-SET,company)),A", "RULE-SET,company,A", "MATCH,B"]
)");
  const Answer answer = walk(*profile, query_of("a.com"));
  CHECK(answer.target == "B");
  REQUIRE(answer.depends_on.size() == 1);
  CHECK(answer.depends_on[0].name == "company");
  CHECK(answer.depends_on[0].rule_index == 1);
  CHECK(answer.depends_on[0].why == "rules/none.yaml is missing");

  // Nothing that is missing was needed to decide this one.
  const SmallProfile before(std::string(kOutbounds) + R"(
rule-providers: {company: {type: http, behavior: domain, url: "https://example.com/x", path: ./rules/none.yaml}}
rules: ["AND,((RULE-SET,company),(DOMAIN,b.com)),A", "DOMAIN,a.com,B", "RULE-SET,company,A"]
)");
  CHECK(walk(*before, query_of("a.com")).depends_on.empty());
}

TEST_CASE("--select changes the choice of a group") {
  const SmallProfile profile(std::string(kOutbounds) + R"(
proxy-groups:
  - {name: G, type: select, proxies: [A, B]}
  - {name: D, type: select, proxies: [A, B], default-selected: B}
rules: ["DOMAIN,d.com,D", "MATCH,G"]
)");
  CHECK(walk(*profile, query_of("x.com")).chain == std::vector<std::string_view>{"G", "A"});
  CHECK(walk(*profile, query_of("x.com"), {{"G", "B"}}).chain == std::vector<std::string_view>{"G", "B"});
  CHECK(walk(*profile, query_of("x.com"), {{"G", "nobody"}}).chain ==
        std::vector<std::string_view>{"G", "A"});
  CHECK(walk(*profile, query_of("d.com")).chain == std::vector<std::string_view>{"D", "B"});
}

TEST_CASE("sets that contain themselves or each other end") {
  const SmallProfile itself(std::string(kOutbounds) + R"yaml(
rule-providers: {c: {type: inline, behavior: classical, payload: ["NOT,((RULE-SET,c))", "AND,((RULE-SET,c),(RULE-SET,c))"]}}
rules: ["RULE-SET,c,A", "MATCH,B"]
)yaml");
  const Answer answer = walk(*itself, query_of("a.com"));
  REQUIRE(answer.depends_on.size() == 1);
  CHECK(answer.depends_on[0].why == "it contains itself: the core crashes when it gets there");

  // Each set asks the next one twice: 2^40 evaluations if nobody counted.
  std::string chain = std::string(kOutbounds) + "rule-providers:\n";
  for (int set = 0; set < 40; ++set) {
    const std::string next = "(RULE-SET,s" + std::to_string(set + 1) + ")";
    chain += "  s" + std::to_string(set) + ": {type: inline, behavior: classical, payload: [\"OR,(" + next +
             "," + next + ")\"]}\n";
  }
  const SmallProfile doubling(chain + "rules: [\"RULE-SET,s0,A\", \"MATCH,B\"]\n");
  const Answer counted = walk(*doubling, query_of("a.com"));
  CHECK(counted.target == "B");
  CHECK_FALSE(counted.depends_on.empty());
}

}  // namespace clashlint
