#include "rules/kind/parse.h"

#include <doctest/doctest.h>

#include "rules/base/strings.h"
#include "rules/kind/logic.h"
#include "rules/profile/profile.h"

namespace clashlint {
namespace {

std::string shown(const RuleTokens& tokens) {
  std::string out = tokens.type + "|" + tokens.payload + "|" + std::string(tokens.target);
  for (const std::string_view param : tokens.params) out += "|" + std::string(param);
  return out;
}

/// Holds one set and one geosite list.
class SmallWorld : public RuleWorld {
 public:
  Result<GeositeList> geosite(std::string_view payload) override {
    if (payload == "cn") return GeositeList{};
    return Error{"load GeoSite data error, list not found"};
  }
  Result<GeoipCode> geoip(std::string_view payload) override {
    return GeoipCode{.code = std::string(payload)};
  }
  void needs_asn() override {}
  const RuleSet* rule_set(std::string_view name) override { return name == "set" ? &set_ : nullptr; }

 private:
  RuleSet set_;
};

struct Compiled {
  Rule rule;
  std::string fault;
};

Compiled compiled(std::string_view row, RulePlace place = RulePlace::list) {
  SmallWorld world;
  std::optional<RuleFault> fault;
  Compiled out;
  out.rule = compile_rule(tokenise_rule(row, place == RulePlace::list), place, world, fault);
  out.fault = fault ? fault->core_message : "";
  return out;
}

}  // namespace

TEST_CASE("rows are cut as the core cuts them") {
  struct Row {
    std::string_view text;
    bool need_target;
    std::string_view expected;
  };
  const Row rows[] = {
      {"DOMAIN,a.com,DIRECT", true, "DOMAIN|a.com|DIRECT"},
      {" domain , a.com , P ", true, "DOMAIN|a.com|P"},
      {"MATCH,DIRECT,x", true, "MATCH||DIRECT"},
      {"MATCH", true, "MATCH||"},
      {"IP-CIDR,10.0.0.0/8,P,no-resolve,src", true, "IP-CIDR|10.0.0.0/8|P|no-resolve|src"},
      {"IP-CIDR,10.0.0.0/8,no-resolve", false, "IP-CIDR|10.0.0.0/8||no-resolve"},
      {"DST-PORT,80,443,X", true, "DST-PORT|80|443|X"},
      {"DST-PORT,80,443", false, "DST-PORT|80||443"},
      {"DOMAIN-REGEX,a{1, 2}b,P", true, "DOMAIN-REGEX|a{1,2}b|P"},
      {"DOMAIN-REGEX,a{1,2}b", false, "DOMAIN-REGEX|a{1,2}b|"},
      {"AND,((DOMAIN,a.com), (NETWORK,tcp)),P", true, "AND|((DOMAIN,a.com),(NETWORK,tcp))|P"},
      {"AND,P", true, "AND||P"},
      {"FOO,x,P,y", true, "FOO|x|P|y"},
      {"", true, "||"},
      {"DOMAIN\t,a.com,P", true, "DOMAIN\t|a.com|P"},    // tabs are no blanks
      {"DOMAIN，a.com，P", true, "DOMAIN，A.COM，P||"},  // full-width commas separate nothing
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(shown(tokenise_rule(row.text, row.need_target)) == row.expected);
  }
}

TEST_CASE("logic payloads are cut into their outermost parts") {
  struct Row {
    std::string_view payload;
    std::string_view expected;  // parts joined with ' & ', or the error
  };
  const Row rows[] = {
      {"((A),(B))", "A & B"},
      {"(A),(B)", "A & B"},
      {"(A)", ""},
      {"()", ""},
      {"((A))", "A"},
      {"(())", ""},
      {"((AND,(A)))", "AND,(A)"},
      {"((A) junk (B))", "A & B"},
      {"((DOMAIN-REGEX,^(a|b)$),(C))", "DOMAIN-REGEX,^(a|b)$ & C"},
      {"(DOMAIN-REGEX,(cn|lan)$)", "cn|lan"},
      {"A", "payload format error"},
      {"((A),(B)", "format error is missing )"},
      {"(A))", "missing '('"},
      {"(a)(", "payload format error"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.payload);
    const Result<std::vector<std::string_view>> parts = logic_parts(row.payload);
    std::string got = parts.error();
    if (parts) {
      for (const std::string_view part : *parts) got += (got.empty() ? "" : " & ") + std::string(part);
    }
    CHECK(got == row.expected);
  }
}

TEST_CASE("payload faults carry the core's words") {
  struct Row {
    std::string_view row;
    std::string_view fault;
  };
  const Row rows[] = {
      {"DOMAIN,a.com,P", ""},
      {"DOMAIN,,P", "missing subsequent parameters: DOMAIN"},
      {"FOO,a,P", "unsupported rule type: FOO"},
      {"IP-CIDR,10.0.0.0,P", "payloadRule error"},
      {"IP-CIDR6,10.0.0.0/8,P", ""},
      {"IP-CIDR,1.2.3.4/024,P", "payloadRule error"},
      {"DST-PORT,abc,P", "payloadRule error, invalid range: abc"},
      {"DST-PORT,*,P", "payloadRule error"},
      {"DST-PORT,70000,P", ""},
      {"DSCP,64,P", "DSCP couldn't be negative or exceed 63"},
      {"DSCP,256,P", ""},
      {"DSCP,*,P", ""},
      {"DSCP,x,P", "parse DSCP rule fail: invalid range: x"},
      {"NETWORK,icmp,P", "unsupported network type, only TCP/UDP"},
      {"NETWORK,Tcp,P", ""},
      {"IN-TYPE,HTTP/FOO,P", "unknown type: FOO"},
      {"IN-TYPE,socks/inner,P", ""},
      {"IN-TYPE,MIXED,P", "unknown type: MIXED"},
      {"IN-USER,a//b,P", "in user couldn't be empty"},
      {"RULE-SET,set,P", ""},
      {"RULE-SET,nope,P", "rule set [nope] not found"},
      {"GEOSITE,nope,P", "load GeoSite data error, list not found"},
      {"AND,(A),P", ""},
      {"NOT,(A),P", "not rule must contain one rule"},
      {"NOT,((DOMAIN,a)),P", ""},
      {"AND,((MATCH)),P", "unsupported rule type [MATCH] on logic rule"},
      {"AND,((RULE-SET,nope)),P", "rule set [nope] not found"},
      {"AND,(()),P", ""},
      {"SUB-RULE,(DOMAIN,a),s", ""},
      {"SUB-RULE,((DOMAIN,a)),s", "unsupported rule type: (DOMAIN"},
      {"SUB-RULE,(AND,((DOMAIN,a),(DOMAIN,b))),s", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.row);
    const Compiled got = compiled(row.row);
    if (row.row == "AND,(()),P") {
      CHECK(got.fault == "[] format is error");
      continue;
    }
    CHECK(got.fault == row.fault);
    CHECK(got.rule.understood == row.fault.empty());
  }
}

TEST_CASE("classical sets take no MATCH, RULE-SET or SUB-RULE") {
  CHECK(compiled("MATCH", RulePlace::classical_set).fault ==
        "unsupported rule type on classical rule-set: MATCH");
  CHECK(compiled("RULE-SET,x", RulePlace::classical_set).fault ==
        "unsupported rule type on classical rule-set: RULE-SET");
  CHECK(compiled("DOMAIN", RulePlace::classical_set).fault == "missing subsequent parameters: DOMAIN");
  CHECK(compiled("DOMAIN,a.com,DIRECT", RulePlace::classical_set).fault.empty());
}

TEST_CASE("params are exact words, and only some kinds honour them") {
  struct Row {
    std::string_view row;
    bool no_resolve;
    bool source;
  };
  const Row rows[] = {
      {"IP-CIDR,10.0.0.0/8,P", false, false},      {"IP-CIDR,10.0.0.0/8,P,no-resolve", true, false},
      {"IP-CIDR,10.0.0.0/8,P,src", true, true},    {"IP-CIDR,10.0.0.0/8,P,No-Resolve", false, false},
      {"SRC-IP-CIDR,10.0.0.0/8,P", true, true},    {"RULE-SET,set,P,src", true, true},
      {"DOMAIN,a.com,P,no-resolve", false, false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.row);
    const Rule rule = compiled(row.row).rule;
    CHECK(rule.no_resolve == row.no_resolve);
    CHECK(rule.source == row.source);
  }
}

TEST_CASE("payloads are shown as the core's log shows them") {
  struct Row {
    std::string_view row;
    std::string_view name;
    std::string_view payload;
  };
  const Row rows[] = {
      {"DOMAIN-SUFFIX,OpenAI.com,P", "DomainSuffix", "openai.com"},
      {"IP-CIDR,8.8.8.200/24,P", "IPCIDR", "8.8.8.200/24"},
      {"IP-CIDR,8.8.8.200/24,P,src", "SrcIPCIDR", "8.8.8.200/24"},
      {"NETWORK,UDP,P", "Network", "udp"},
      {"IN-TYPE,http/tun,P", "InType", "HTTP/TUN"},
      {"GEOIP,CN,P,src", "SrcGeoIP", "cn"},
      {"OR,((DOMAIN-KEYWORD,google),(NOT,((DOMAIN-REGEX,^api\\.)))),P", "OR",
       "((DomainKeyword,google) || (NOT,(!(DomainRegex,^api\\.))))"},
      {"AND,(DOMAIN,a),P", "AND", "()"},
      {"MATCH,P", "Match", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.row);
    const Rule rule = compiled(row.row).rule;
    CHECK(shown_name(rule) == row.name);
    CHECK(shown_payload(rule) == row.payload);
  }
}

TEST_CASE("deep nesting is refused, not followed") {
  std::string row = "DOMAIN,a";
  for (int level = 0; level < 2 * kMaxLogicDepth; ++level) row = "NOT,((" + row + "))";
  CHECK(compiled(row + ",P").fault.starts_with("nested deeper"));
}

}  // namespace clashlint
