#include "analyzer/match/reason.h"

#include <doctest/doctest.h>

#include <fmt/format.h>

#include "tests/support/small_profile.h"
#include "tests/support/small_world.h"

namespace clashlint {
namespace {

/// The reason of the first rule of a profile with these rows.
std::string reason(const SmallProfile& profile, const Query& query) {
  return why_not(*profile, (*profile).rules.front(), connect(*profile, query));
}

struct ReasonRow {
  std::string_view rule;
  std::string_view query;
  std::string_view expected;
};

void check(std::string_view before_rules, std::span<const ReasonRow> rows) {
  for (const ReasonRow& row : rows) {
    const SmallProfile profile(fmt::format("{}{}\nrules: ['{}']\n", kOutbounds, before_rules, row.rule));
    const std::string shown = fmt::format("{} of {}", row.rule, row.query);
    CAPTURE(shown);
    REQUIRE_FALSE(profile.loaded().refused);
    CHECK(reason(profile, query_of(row.query)) == row.expected);
  }
}

}  // namespace

TEST_CASE("a reason is there exactly where a rule does not hold") {
  for (const std::string& row : small_rows()) {
    const SmallProfile profile(small_world_of({small_row(row, "P")}));
    CAPTURE(row);
    for (const Query& query : small_queries()) {
      const Connection before = connect(*profile, query);
      const Rule& rule = (*profile).rules.front();
      Connection after = before;
      const bool holds = Evaluator(*profile, after).evaluate(rule).value;
      const std::string text = why_not(*profile, rule, before);
      CAPTURE(text);
      CAPTURE(query.host);
      CHECK(text.empty() == holds);
    }
  }
}

namespace {

/// What stands behind `start` in a text, up to a blank, `,` or `)`; empty if nothing.
std::string behind(const std::string& text, std::string_view start) {
  const std::size_t at = text.find(start);
  if (at == std::string::npos) return {};
  const std::string rest = text.substr(at + start.size());
  return rest.substr(0, rest.find_first_of(" ,)"));
}

}  // namespace

TEST_CASE("what a reason advises takes the name") {
  const std::vector<std::string_view> texts = {"a",     "b",     "a.b",   "b.a",  "+.a.b", "*.a.b", ".a.b",
                                               "c.a.b", "xa.b",  "a.b.c", "A.b",  "ab",    "a.b.",  ".a",
                                               "*.b",   "d.a.b", "a.*.b", "a.?b", "?.b"};
  int advised = 0;
  for (const std::string_view kind : {"DOMAIN", "DOMAIN-SUFFIX", "DOMAIN-KEYWORD", "DOMAIN-WILDCARD"}) {
    for (const std::string_view payload : texts) {
      const SmallProfile profile(fmt::format("rules: ['{},{},DIRECT']", kind, payload));
      for (const std::string_view name : texts) {
        Query query;
        query.host = name;
        const std::string text = reason(profile, query);
        if (text.find("would not take") != std::string::npos) continue;
        for (const std::string_view better : {"DOMAIN-SUFFIX", "DOMAIN-KEYWORD"}) {
          const std::string wanted = behind(text, std::string(better) + ",");
          if (wanted.empty()) continue;
          ++advised;
          const SmallProfile mended(fmt::format("rules: ['{},{},DIRECT']", better, wanted));
          const std::string shown = fmt::format("{},{} of {}: {}", kind, payload, name, text);
          CAPTURE(shown);
          CHECK(mended.route(query) == "0 → DIRECT");
        }
      }
    }
  }
  CHECK(advised > 30);
}

TEST_CASE("what a reason advises for a list takes the name") {
  const std::vector<std::string_view> texts = {"a.b",  ".a.b",  "*.a.b", "+.c.a.b", "c.a.b", "d.c.a.b",
                                               "xa.b", "*.*.b", "a.*.b", "b",       ".b",    "x.d.c.a.b"};
  int advised = 0;
  for (const std::string_view entry : texts) {
    for (const std::string_view name : texts) {
      const std::string set =
          "rule-providers: {{s: {{type: inline, behavior: domain, payload: ['{}']}}}}\n"
          "rules: ['RULE-SET,s,DIRECT']";
      const SmallProfile profile(fmt::format(fmt::runtime(set), entry));
      Query query;
      query.host = name;
      const std::string wanted = behind(reason(profile, query), "(+.");
      if (wanted.empty()) continue;
      ++advised;
      const SmallProfile mended(fmt::format(fmt::runtime(set), "+." + wanted));
      const std::string shown = fmt::format("{} of {}", entry, name);
      CAPTURE(shown);
      CHECK(mended.route(query) == "0 → DIRECT");
    }
  }
  CHECK(advised > 5);
}

TEST_CASE("a rule on names says what it wants of the name") {
  const ReasonRow rows[] = {
      {"DOMAIN,a.com,A", "a.com", ""},
      {"DOMAIN,a.com,A", "b.org", "the name is b.org"},
      {"DOMAIN,a.com,A", "api.a.com",
       "it takes a.com alone, not the names under it (DOMAIN-SUFFIX,a.com does)"},
      {"DOMAIN,a.com,A", "A.com",
       "only the case differs: the connection says A.com, and that is not put in lower case"},
      {"DOMAIN,a.com,A", "192.0.2.1", "there is no name, only an address"},
      {"DOMAIN,192.0.2.1,A", "192.0.2.1", "there is no name, only an address: IP-CIDR takes those"},
      {"DOMAIN,192.0.2.1,A", "a.com", "the payload is an address, and DOMAIN compares names"},
      {"DOMAIN,+.a.com,A", "x.a.com",
       "the payload begins with `+.`, which means nothing in DOMAIN: write DOMAIN-SUFFIX,a.com"},
      {"DOMAIN-SUFFIX,.a.com,A", "a.com",
       "the payload begins with `.`, which means nothing in DOMAIN-SUFFIX: write DOMAIN-SUFFIX,a.com"},
      {"DOMAIN-SUFFIX,*.a.com,A", "b.org",
       "the payload begins with `*.`, which means nothing in DOMAIN-SUFFIX: write DOMAIN-SUFFIX,a.com, which "
       "would not take b.org either"},
      {"DOMAIN-SUFFIX,openai.com,A", "myopenai.com",
       "the name myopenai.com ends in these letters, but not at a dot: a suffix is whole labels "
       "(DOMAIN-KEYWORD,openai.com takes any part of a name)"},
      {"DOMAIN-SUFFIX,openai.com,A", "openai.com.evil.example",
       "openai.com stands in openai.com.evil.example, but not at its end"},
      {"DOMAIN-SUFFIX,api.openai.com,A", "openai.com",
       "openai.com is shorter: it stands above api.openai.com"},
      {"DOMAIN-SUFFIX,a.com.,A", "x.a.com", "the payload ends in a dot, and the name does not"},
      {"DOMAIN-SUFFIX,a.com,A", "x.a.com.",
       "the connection says the name with a dot at its end, which is not cut off"},
      {"DOMAIN-SUFFIX,例子.com,A", "www.xn--fsqu00a.com",
       "connections say the name as xn--fsqu00a.com: write it so"},
      {"DOMAIN-SUFFIX,https://a.com,A", "a.com", "the payload has `/` in it, and the name a.com has not"},
      {"DOMAIN-KEYWORD,openai.com,A", "openai.org", "the text openai.com is not in openai.org"},
      {"DOMAIN-KEYWORD,open*,A", "openai.com",
       "`*` is a letter like others in DOMAIN-KEYWORD: only DOMAIN-WILDCARD reads it as a pattern"},
      {"DOMAIN-KEYWORD,a,A", "b.org sniff:c.org",
       "the text a is not in c.org (the sniffed name; the destination is b.org)"},
      {"DOMAIN-KEYWORD,b,A", "b.org sniff:c.com", "the sniffed name c.com is asked in place of b.org"},
      {"DOMAIN-REGEX,^api,A", "a.com", "the pattern finds nothing in a.com"},
      {"DOMAIN-REGEX,^openai,A", "api.openai.com",
       "the pattern finds nothing in api.openai.com; without its `^` it would"},
      {"DOMAIN-REGEX,openai$,A", "openai.com",
       "the pattern finds nothing in openai.com; without its `$` it would"},
      {"DOMAIN-WILDCARD,+.a.com,A", "x.a.com",
       "the payload begins with `+.`, which means nothing in DOMAIN-WILDCARD: write DOMAIN-SUFFIX,a.com"},
      {"DOMAIN,old.lan,A", "old.lan", "hosts makes new.lan of old.lan, and the rules see that alone"},
      {"DOMAIN-REGEX,^api,A", "192.0.2.1",
       "there is no name, only an address, and the pattern does not take an empty one"},
      {"DOMAIN-WILDCARD,*.a.com,A", "x.y.a.com", ""},
      {"DOMAIN-WILDCARD,*.a.com,A", "a.com",
       "`*.` wants something in front of a.com (DOMAIN-SUFFIX,a.com takes both)"},
      {"DOMAIN-WILDCARD,*.a.com,A", "x.b.com", "the name x.b.com does not end in .a.com"},
      {"DOMAIN-WILDCARD,api*.com,A", "www.com", "the name www.com does not begin with api"},
      {"DOMAIN-WILDCARD,a*b*c,A", "axc", "what stands around the `*` is not in axc in this order"},
      {"DOMAIN-WILDCARD,?.com,A", "aa.com",
       "each `?` is one letter: the pattern has 5 letters, aa.com has 6"},
      {"DOMAIN-WILDCARD,*.b.org,A", "a.com sniff:x.b.org",
       "the name a.com does not end in .b.org (it does not see the sniffed name x.b.org)"},
  };
  check("hosts: {old.lan: new.lan}", rows);
}

TEST_CASE("a list says which entry nearly takes the name") {
  const std::string_view sets = R"(
rule-providers:
  names: {type: inline, behavior: domain, payload: [".below.com", "whole.com", "*.star.com", "deep.inner.com", "+.end.com", "+.api.example.com"]}
  misses: {type: inline, behavior: domain, payload: ["*.example.com", "foo.bar.example.com"]}
  ranges: {type: inline, behavior: ipcidr, payload: ["10.10.1.0/24", "192.0.2.0/24"]}
  rows: {type: inline, behavior: classical, payload: ["DOMAIN,whole.com", "DOMAIN-KEYWORD,zzz", "IP-CIDR,10.10.1.0/24,no-resolve"]}
  one: {type: inline, behavior: classical, payload: ["DST-PORT,80"]}
)";
  const ReasonRow rows[] = {
      {"RULE-SET,names,A", "below.com",
       "its entry .below.com takes the names under below.com, not below.com itself (+.below.com takes both)"},
      {"RULE-SET,names,A", "x.whole.com",
       "its entry whole.com takes that name alone (+.whole.com would take the names under it)"},
      {"RULE-SET,names,A", "star.com",
       "each `*` of its entry *.star.com is exactly one label: it takes names of 3 labels, and star.com has "
       "2"},
      {"RULE-SET,names,A", "a.b.star.com",
       "each `*` of its entry *.star.com is exactly one label: it takes names of 3 labels, and a.b.star.com "
       "has 4"},
      {"RULE-SET,names,A", "inner.com", "it has deep.inner.com, but not inner.com"},
      {"RULE-SET,names,A", "myend.com",
       "its entry +.end.com is whole labels, and myend.com ends in these letters, but not at a dot"},
      {"RULE-SET,names,A", "www.example.com",
       "www.example.com is in none of its 6 entries (the nearest is +.api.example.com)"},
      {"RULE-SET,names,A", "far.org", "far.org is in none of its 6 entries"},
      {"RULE-SET,names,A", "192.0.2.1", "there is no name, only an address"},
      {"RULE-SET,misses,A", "bar.example.com",
       "its entry *.example.com is meant to take bar.example.com, but the core's search in lists with `*` "
       "misses it"},
      {"RULE-SET,ranges,A", "10.10.0.31",
       "10.10.0.31 is in none of its 2 ranges (the nearest is 10.10.1.0 to 10.10.1.255)"},
      {"RULE-SET,ranges,A", "a.com =203.0.113.1", "its address 203.0.113.1 is in none of its 2 ranges"},
      {"RULE-SET,ranges,A,no-resolve", "a.com =203.0.113.1",
       "the address is not known yet, and no-resolve forbids to ask for it"},
      {"RULE-SET,ranges,A,src", "a.com", "the source address is not given"},
      {"RULE-SET,rows,A", "x.whole.com",
       "none of its 3 rules matches; the address is not known, and 1 of them looks at it without asking for "
       "it; "
       "the nearest is DOMAIN,whole.com: it takes whole.com alone, not the names under it "
       "(DOMAIN-SUFFIX,whole.com does)"},
      {"RULE-SET,rows,A", "10.10.0.31",
       "none of its 3 rules matches; the nearest is IP-CIDR,10.10.1.0/24,no-resolve: 10.10.0.31 is outside "
       "10.10.1.0/24 (10.10.1.0 to 10.10.1.255)"},
      {"RULE-SET,one,A", "a.com", "its one rule does not match; it is DST-PORT,80: the port is 443, not 80"},
      {"GEOSITE,example,A", "a.org", "a.org is in none of its 6 entries"},
      {"GEOSITE,example,A", "SAMPLE.org",
       "only the case differs: the connection says SAMPLE.org, and its keywords and patterns take "
       "sample.org"},
      {"GEOSITE,!example,A", "www.example.com", "www.example.com is in example (its entry +.example.com)"},
      {"GEOSITE,example@ads,A", "www.example.com",
       "www.example.com is in none of its 2 entries with @ads (the nearest is +.ads.example.com)"},
      {"GEOSITE,example@nope,A", "a.org",
       "example@nope has no entries: the attributes of the list are ads, cn"},
  };
  check(sets, rows);
}

TEST_CASE("a rule on addresses says where the address is") {
  const ReasonRow rows[] = {
      {"IP-CIDR,10.10.1.0/24,A", "10.10.0.31",
       "10.10.0.31 is outside 10.10.1.0/24 (10.10.1.0 to 10.10.1.255)"},
      {"IP-CIDR,10.10.0.30/32,A", "10.10.0.31", "10.10.0.31 is not 10.10.0.30"},
      {"IP-CIDR,2001:db8::/32,A", "192.0.2.1", "192.0.2.1 is IPv4, and 2001:db8::/32 is IPv6"},
      {"IP-CIDR,::ffff:192.0.2.0/120,A", "192.0.2.1",
       "::ffff:192.0.2.0/120 is written as IPv4 in IPv6, and the core takes such addresses as IPv4: nothing "
       "is "
       "in it"},
      {"IP-CIDR,10.0.0.0/8,A", "a.com =192.0.2.1",
       "its address 192.0.2.1 is outside 10.0.0.0/8 (10.0.0.0 to 10.255.255.255)"},
      {"IP-CIDR,10.0.0.0/8,A", "a.com", "the name was asked for and has no address"},
      {"IP-CIDR,10.0.0.0/8,A,no-resolve", "a.com =10.0.0.1",
       "the address is not known yet, and no-resolve forbids to ask for it"},
      {"IP-CIDR,10.0.0.0/8,A", "nas.lan",
       "its address 192.0.2.9 (from hosts) is outside 10.0.0.0/8 (10.0.0.0 to 10.255.255.255)"},
      {"SRC-IP-CIDR,10.0.0.0/8,A", "a.com", "the source address is not given"},
      {"IP-SUFFIX,0.0.0.8/8,A", "192.0.2.9", "the last 8 bits of 192.0.2.9 are not those of 0.0.0.8"},
      {"GEOIP,YY,A", "192.0.2.1", "192.0.2.1 is in ZZ, not YY"},
      {"GEOIP,YY,A", "a.com =192.0.2.1", "its address 192.0.2.1 is in ZZ, not YY"},
      {"GEOIP,private,A", "10.0.0.1",
       "10.0.0.1 is in no country of the database, and PRIVATE is what the rule asks for (GEOIP,LAN takes "
       "private addresses)"},
      {"GEOIP,!ZZ,A", "192.0.2.1", "`!` is understood with geodata-mode: true only"},
      {"GEOIP,LAN,A", "192.0.2.1", "192.0.2.1 is no private, local or multicast address"},
      {"IP-ASN,64500,A", "192.0.2.1", "192.0.2.1 is of AS64496, not AS64500"},
      {"IP-ASN,AS64496,A", "192.0.2.1",
       "192.0.2.1 is of that network, but the payload must be the number alone: 64496"},
      {"IP-ASN,64500,A", "203.0.113.1", "203.0.113.1 is in no network that the database knows"},
  };
  check("hosts: {nas.lan: 192.0.2.9}", rows);
  const ReasonRow dat[] = {
      {"GEOIP,YY,A", "192.0.2.1", "192.0.2.1 is not in YY"},
      {"GEOIP,!ZZ,A", "192.0.2.1", "192.0.2.1 is in ZZ"},
  };
  check("geodata-mode: true", dat);
}

TEST_CASE("what is compared with what is said") {
  const ReasonRow rows[] = {
      {"DST-PORT,80,A", "a.com", "the port is 443, not 80"},
      {"DST-PORT,80/8000-9000,A", "a.com", "the port is 443, not 80/8000-9000"},
      {"SRC-PORT,80,A", "a.com", "the source port is 12345, not 80"},
      {"IN-PORT,80,A", "a.com", "the inbound port is not given"},
      {"NETWORK,udp,A", "a.com", "this is TCP, not UDP"},
      {"DSCP,8,A", "a.com", "the DSCP is 0, not 8"},
      {"IN-TYPE,SOCKS,A", "a.com", "the inbound type is HTTP, not SOCKS"},
      {"PROCESS-NAME,curl,A", "a.com", "the process is not given"},
      {"PROCESS-NAME,/usr/bin/curl,A", "a.com", "the process is not given (PROCESS-PATH compares the path)"},
  };
  check("", rows);
  Query query = query_of("a.com");
  query.process = "wget";
  query.in_name = "Phone";
  const auto of = [&](std::string_view rule, std::string_view head) {
    return reason(SmallProfile(fmt::format("{}{}\nrules: ['{}']\n", kOutbounds, head, rule)), query);
  };
  CHECK(of("PROCESS-NAME,curl,A", "") == "the process is wget, not curl");
  CHECK(of("PROCESS-NAME-WILDCARD,c*,A", "") == "the process is wget, which the pattern c* does not take");
  CHECK(of("IN-NAME,phone,A", "") == "only the case differs: the inbound name is Phone, not phone");
  CHECK(of("PROCESS-NAME,curl,A", "find-process-mode: off") ==
        "the core does not look for processes (find-process-mode: off)");
}

TEST_CASE("a logic rule names the part that fails") {
  const ReasonRow rows[] = {
      {"AND,((DOMAIN-SUFFIX,com),(DST-PORT,80)),A", "a.com",
       "DST-PORT,80 does not match: the port is 443, not 80"},
      {"AND,((NETWORK,tcp),(OR,((DST-PORT,80),(DST-PORT,81)))),A", "a.com",
       "OR,((DST-PORT,80),(DST-PORT,81)) does not match: none of its parts matches: DST-PORT,80: the port is "
       "443, "
       "not 80; DST-PORT,81: the port is 443, not 81"},
      {"OR,((DST-PORT,1),(DST-PORT,2),(DST-PORT,3),(DST-PORT,4)),A", "a.com", "none of its 4 parts matches"},
      {"OR,(DST-PORT,443),A", "a.com", "it has no parts, so it never matches"},
      {"NOT,((DOMAIN-SUFFIX,com)),A", "a.com", "DOMAIN-SUFFIX,com matches, and NOT turns that round"},
      {"NOT,((OR,((DST-PORT,80),(NETWORK,tcp)))),A", "a.com",
       "NETWORK,tcp matches, and NOT turns that round"},
      {"AND,((NETWORK,tcp),(IP-CIDR,10.0.0.0/8)),A", "a.com =192.0.2.1",
       "IP-CIDR,10.0.0.0/8 does not match: its address 192.0.2.1 is outside 10.0.0.0/8 (10.0.0.0 to "
       "10.255.255.255)"},
      {"AND,((NETWORK,tcp),(AND,((DST-PORT,80),(NETWORK,udp)))),A", "a.com",
       "DST-PORT,80 does not match: the port is 443, not 80"},
      {"SUB-RULE,(NETWORK,udp),s", "a.com", "NETWORK,udp does not match: this is TCP, not UDP"},
  };
  check("sub-rules: {s: ['MATCH,A']}", rows);
}

}  // namespace clashlint
