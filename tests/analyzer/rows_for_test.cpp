#include "analyzer/match/rows_for.h"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "analyzer/match/walk.h"
#include "tests/support/small_profile.h"

namespace clashlint {
namespace {

const std::vector<std::string_view> kNames = {"a.example", "b.a.example", "auth.b.example", "b.example"};
const std::vector<std::string_view> kAddresses = {"203.0.113.77", "10.1.2.3", "2001:db8::1"};

std::string random_profile(std::mt19937& random) {
  const std::vector<std::string> rows = {"DOMAIN,a.example",
                                         "DOMAIN,x.example",
                                         "DOMAIN-SUFFIX,example",
                                         "DOMAIN-SUFFIX,a.example",
                                         "DOMAIN-SUFFIX,x.example",
                                         "DOMAIN-KEYWORD,aut",
                                         "DOMAIN-KEYWORD,zzz",
                                         "DOMAIN-KEYWORD,b",
                                         "DOMAIN-WILDCARD,*.b.example",
                                         "DOMAIN-REGEX,^b",
                                         "IP-CIDR,10.0.0.0/8",
                                         "IP-CIDR,192.0.2.0/24",
                                         "IP-CIDR6,2001:db8::/32",
                                         "GEOIP,lan",
                                         "NETWORK,udp",
                                         "AND,((NETWORK,tcp),(DOMAIN,b.example))",
                                         "NOT,((DOMAIN-SUFFIX,a.example))",
                                         "SUB-RULE,(NETWORK,tcp),more"};
  const std::vector<std::string> targets = {"A", "B", "H", "PASS", "DIRECT"};
  const auto pick = [&](const std::vector<std::string>& from) { return from[random() % from.size()]; };
  std::string text = std::string(kOutbounds) +
                     "hosts: {b.example: a.example}\nsub-rules: {more: ['DOMAIN,a.example,B']}\nrules:\n";
  for (int row = 0; row < 8; ++row) {
    const std::string condition = pick(rows);
    const bool network = condition.starts_with("IP-") || condition.starts_with("GEOIP");
    text += "  - " + condition;
    if (!condition.starts_with("SUB-RULE")) text += "," + pick(targets);
    text += network && random() % 2 == 0 ? ",no-resolve\n" : "\n";
  }
  return text;
}

std::vector<IpAddress> addresses() {
  std::vector<IpAddress> result;
  for (const std::string_view text : kAddresses) result.push_back(*parse_ip(text));
  return result;
}

void compare(const Profile& profile, const RowsFor& rows_for, const Query& query) {
  const std::vector<int> rows = rows_for.rows(query.host);
  const Answer whole = walk(profile, query);
  const Answer part = walk(profile, query, {}, {.rows = &rows});
  CHECK(part.rule == whole.rule);
  CHECK(part.rule_index == whole.rule_index);
  CHECK(part.target == whole.target);
  CHECK(part.dns_asked == whole.dns_asked);
  CHECK(part.depends_on.size() == whole.depends_on.size());
}

TEST_CASE("a walk over the rows for a name ends as a walk over all of them") {
  std::mt19937 random(20261128);
  for (int round = 0; round < 400; ++round) {
    const std::string text = random_profile(random);
    CAPTURE(text);
    const SmallProfile profile(text);
    REQUIRE_FALSE(profile.loaded().refused);
    const RowsFor rows_for(*profile, kNames, addresses());
    for (const Network network : {Network::tcp, Network::udp}) {
      for (const std::string_view name : kNames) {
        if (name == "b.example") continue;  // `hosts` gives it another name: who walks has to look
        Query query;
        query.host = name;
        query.network = network;
        compare(*profile, rows_for, query);
        for (const IpAddress& address : addresses()) {
          query.dns = address;
          compare(*profile, rows_for, query);
        }
      }
      for (const IpAddress& address : addresses()) {
        Query query;
        query.dst_ip = address;
        query.network = network;
        compare(*profile, rows_for, query);
      }
    }
  }
}

TEST_CASE("names that rows name are known, and keywords that take one") {
  const SmallProfile profile(std::string(kOutbounds) +
                             "rules: ['DOMAIN-SUFFIX,a.example,A', 'DOMAIN-KEYWORD,uth,A', "
                             "'DOMAIN-KEYWORD,other,A', 'DOMAIN-KEYWORD,b,A']\n");
  const RowsFor rows_for(*profile, kNames, {});
  CHECK(rows_for.named("b.a.example"));
  CHECK_FALSE(rows_for.named("b.example"));
  REQUIRE(rows_for.keywords().size() == 2);
  CHECK(rows_for.keywords()[0]->payload == "uth");
  CHECK(rows_for.rows("b.example") == std::vector<int>{1, 3});
}

}  // namespace
}  // namespace clashlint
