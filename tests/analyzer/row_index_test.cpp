// The indexes answer what the walk answers, on lists by chance and on long ones.
#include "analyzer/automaton/row_index.h"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "analyzer/automaton/list_judge.h"
#include "analyzer/automaton/walk_index.h"
#include "analyzer/match/walk.h"
#include "cli/render/json.h"
#include "tests/support/small_profile.h"

namespace clashlint {
namespace {

constexpr std::string_view kHead = R"yaml(
proxies:
  - {name: P, type: socks5, server: 192.0.2.1, port: 443, udp: true}
  - {name: T, type: http, server: 192.0.2.3, port: 443}
proxy-groups:
  - {name: G, type: select, proxies: [P, PASS, T]}
rule-providers:
  names: {type: inline, behavior: domain, payload: ["+.b.c", "a.c", ".c.a"]}
  stars: {type: inline, behavior: domain, payload: ["*.b", "c.*.a", "b.b"]}
  ranges: {type: inline, behavior: ipcidr, payload: ["10.0.0.0/9", "2001:db8::/32"]}
  rows: {type: inline, behavior: classical, payload: ["DOMAIN,b", "DOMAIN-KEYWORD,cc", "IP-CIDR,10.0.0.0/8", "DST-PORT,80", "DOMAIN-SUFFIX,a"]}
  odd: {type: inline, behavior: classical, payload: ["AND,((NETWORK,udp),(IP-CIDR,10.0.0.0/8))", "DOMAIN-SUFFIX,c"]}
  deep: {type: inline, behavior: classical, payload: ["DOMAIN,a.b", "IP-CIDR,10.0.0.0/9", "DOMAIN-SUFFIX,a", "AND,((NETWORK,tcp),(RULE-SET,rows))", "DOMAIN,c"]}
dns:
  enable: true
  enhanced-mode: fake-ip
  fake-ip-filter: ["rule-set:rows", "rule-set:names", "+.a"]
  nameserver: [192.0.2.53]
  nameserver-policy: {"rule-set:stars,deep": 192.0.2.54, "geosite:example": 192.0.2.55}
sub-rules:
  sub: ["DOMAIN-KEYWORD,a,P", "DST-PORT,80,T", "IP-CIDR,11.0.0.0/8,PASS-RULE", "DOMAIN-SUFFIX,b,PASS"]
rules:
)yaml";

class Chance {
 public:
  explicit Chance(unsigned seed) : random_(seed) {}

  std::size_t below(std::size_t end) { return random_() % end; }
  std::string of(const std::vector<std::string>& some) { return some[below(some.size())]; }
  std::string name() {
    std::string text;
    for (std::size_t labels = 1 + below(3); labels > 0; --labels) {
      if (!text.empty()) text += '.';
      for (std::size_t size = 1 + below(2); size > 0; --size) text += static_cast<char>('a' + below(3));
    }
    return text;
  }
  std::string range() {
    return of(
        {"10.0.0.0/8", "10.1.0.0/16", "10.0.0.1/32", "11.0.0.0/8", "0.0.0.0/0", "2001:db8::/48", "::/0"});
  }

 private:
  std::mt19937 random_;
};

std::string row_by(Chance& chance) {
  const std::string target = chance.of({"DIRECT", "P", "T", "G"});
  const std::string option = chance.of({"", ",no-resolve"});
  switch (chance.below(14)) {
    case 0:
      return "DOMAIN," + chance.name() + "," + target;
    case 1:
    case 2:
      return "DOMAIN-SUFFIX," + chance.name() + "," + target;
    case 3:
      return "DOMAIN-KEYWORD," + chance.name() + "," + target;
    case 4:
    case 5:
      return "IP-CIDR," + chance.range() + "," + target + option;
    case 6:
      return "RULE-SET," + chance.of({"names", "stars", "rows", "odd", "deep", "ranges"}) + "," + target +
             option;
    case 7:
      return "DST-PORT,80," + target;
    case 8:
      return "NETWORK,udp," + target;
    case 9:
      return "NOT,((DOMAIN-SUFFIX," + chance.name() + "))," + target;
    case 10:
      return "AND,((DOMAIN-SUFFIX," + chance.name() + "),(IP-CIDR," + chance.range() + "))," + target;
    case 11:
      return "OR,((DOMAIN," + chance.name() + "),(IP-CIDR," + chance.range() + ",no-resolve))," + target;
    case 12:
      return "SUB-RULE,(NETWORK,tcp),sub";
    default:
      return "DOMAIN-REGEX,^" + chance.name() + "," + target;
  }
}

Query query_by(Chance& chance) {
  Query query;
  query.dst_port = chance.below(2) == 0 ? 80 : 443;
  query.network = chance.below(3) == 0 ? Network::udp : Network::tcp;
  const std::string address = chance.of({"", "10.0.0.1", "10.1.2.3", "11.0.0.2", "2001:db8::1", "192.0.2.9"});
  if (chance.below(8) != 0) query.host = chance.name();
  if (query.host.empty() || chance.below(4) == 0) {
    query.dst_ip = parse_ip(address.empty() ? "10.0.0.1" : address);
  } else if (!address.empty()) {
    query.dns = parse_ip(address);
  }
  return query;
}

Example example_of(const Query& query, const Selections& choice, const Profile& profile) {
  Example example{.query = query};
  example.source = query.dst_ip ? AddressSource::known
                   : query.dns  ? AddressSource::answered
                                : AddressSource::failed;
  for (const auto& [group, member] : choice)
    example.choices[profile.by_name.at(group)] = profile.by_name.at(member);
  return example;
}

std::string text_of(const std::vector<std::string>& rows) {
  std::string text(kHead);
  for (const std::string& row : rows) text += "  - '" + row + "'\n";
  return text;
}

TEST_CASE("the index finds the winner of the walk") {
  Chance chance(20261128);
  std::size_t won = 0;
  for (int round = 0; round < 400; ++round) {
    std::vector<std::string> rows;
    for (std::size_t count = 2 + chance.below(12); rows.size() < count;) rows.push_back(row_by(chance));
    const std::string text = text_of(rows);
    const SmallProfile profile(text);
    REQUIRE_MESSAGE(!profile.loaded().refused, text);
    ListJudge judge(*profile);
    for (int question = 0; question < 60; ++question) {
      const Query query = query_by(chance);
      const Selections choice =
          chance.below(2) == 0 ? Selections{} : Selections{{"G", chance.of({"PASS", "T"})}};
      const int walked = walk(*profile, query, choice).rule_index;
      const int indexed =
          judge.index().first_taker(example_of(query, choice, *profile), static_cast<int>(rows.size()));
      won += walked >= 0 ? 1 : 0;
      if (walked != indexed) FAIL(text, query.host, " walked ", walked, " indexed ", indexed);
    }
  }
  CHECK(won > 10'000);
}

// Names in forms that no index of labels holds.
std::string odd_form(Chance& chance, std::string name) {
  if (chance.below(4) != 0) return name;
  if (chance.below(3) == 0) name.insert(chance.below(name.size() + 1), ".");
  if (chance.below(3) == 0) name += '.';
  if (chance.below(3) == 0) name.front() = 'A';
  return name;
}

TEST_CASE("the index of the walk gives its whole answer") {
  Chance chance(20261129);
  for (int round = 0; round < 300; ++round) {
    std::vector<std::string> rows;
    for (std::size_t count = 2 + chance.below(12); rows.size() < count;)
      rows.push_back(chance.below(6) == 0
                         ? "GEOSITE," + chance.of({"example", "example@ads", "intranet"}) + ",T"
                         : row_by(chance));
    const std::string text = text_of(rows);
    const SmallProfile profile(text);
    WalkIndex index(*profile);
    for (int question = 0; question < 60; ++question) {
      Query query = query_by(chance);
      if (chance.below(6) == 0)
        query.host = chance.of({"a.sample.b", "r1---sn-x.example.net", "www.example.net", "x.corp.test"});
      query.host = odd_form(chance, query.host);
      if (chance.below(6) == 0) query.sniff_host = odd_form(chance, chance.name());
      if (chance.below(6) == 0) query.sub_rules = "sub";
      const Selections choice =
          chance.below(2) == 0 ? Selections{} : Selections{{"G", chance.of({"PASS", "T"})}};
      const std::string walked = answer_json(walk(*profile, query, choice), profile.sources());
      const std::string indexed = answer_json(index.answer(query, choice), profile.sources());
      if (walked != indexed) FAIL(text, query.host, "\n", walked, "\n", indexed);
    }
  }
}

TEST_CASE("long lists: what never wins does not, what wins does") {
  Chance chance(7);
  for (int round = 0; round < 6; ++round) {
    std::vector<std::string> rows;
    while (rows.size() < 1'500) {
      std::string name =
          chance.name() + chance.of({"", "x", "yy"}) + "." + chance.name() + chance.of({"", "z"});
      rows.push_back(chance.of({"DOMAIN,", "DOMAIN-SUFFIX,", "DOMAIN-SUFFIX,"}) + name + "," +
                     chance.of({"DIRECT", "P"}));
      if (chance.below(200) == 0) rows.push_back(row_by(chance));
    }
    const std::string text = text_of(rows);
    const SmallProfile profile(text);
    ListJudge judge(*profile);
    std::size_t dead = 0;
    for (int row = 0; row < static_cast<int>(rows.size()); ++row) {
      const RowVerdict& verdict = judge.verdicts()[static_cast<std::size_t>(row)];
      if (verdict.verdict == Verdict::never) {
        ++dead;
        judge.try_dead(row);
      } else if (verdict.verdict != Verdict::unknown) {
        CHECK(judge.witness(row).has_value());
      }
    }
    CHECK(dead > 100);
    CHECK(judge.disagreements().empty());
    for (int question = 0; question < 300; ++question) {
      const Query query = query_by(chance);
      const int walked = walk(*profile, query).rule_index;
      if (walked >= 0) CHECK(judge.verdicts()[static_cast<std::size_t>(walked)].verdict != Verdict::never);
    }
  }
}

}  // namespace
}  // namespace clashlint
