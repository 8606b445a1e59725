#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "rules/base/span.h"
#include "rules/value/ip.h"
#include "rules/value/number_ranges.h"
#include "rules/value/regex.h"

namespace clashlint {

struct GeositeMatcher;
struct RuleSet;
struct SubRuleList;

enum class RuleKind : std::uint8_t {
#define RULE_KIND(enumerator, keyword, shown, flags) enumerator,
#include "rules/kind/kinds.def"
#undef RULE_KIND
};

enum class Network : std::uint8_t { tcp, udp };

/// GEOIP and SRC-GEOIP: what the payload asks for (`semantics.md` F.3).
struct GeoipCode {
  std::string code;                          ///< lower case, without `!`
  bool negated = false;                      ///< only with `geodata-mode: true`
  bool lan = false;                          ///< built in, needs no file
  std::shared_ptr<const IpSet> addresses{};  ///< geodata mode; null: ask the mmdb
  std::string missing{};                     ///< geodata mode: why there are no addresses
};

/// GEOSITE: a list of GeoSite.dat, perhaps cut by attributes (`semantics.md` F.2).
struct GeositeList {
  std::shared_ptr<const GeositeMatcher> matcher;  ///< null: the file is missing
  bool negated = false;
  std::string missing;  ///< why there is no matcher: `GeoSite.dat is missing`
};

/// IN-USER, IN-NAME, REMATCH-NAME, and IN-TYPE (upper case).
struct NameList {
  std::vector<std::string> names;
};

/// RULE-SET: the set it names; null only while loading.
struct RuleSetUse {
  const RuleSet* set = nullptr;
};

/// SUB-RULE: the list; null for the quirk of `semantics.md` C.8 (a proxy's name, no list).
struct SubRuleUse {
  const SubRuleList* list = nullptr;
};

/// What the payload was compiled to. monostate: the payload's text is all
/// (DOMAIN and friends, PROCESS-NAME, IP-ASN, MATCH, AND, OR, NOT).
using Condition = std::variant<std::monostate, Regex, IpPrefix, NumberRanges, GeoipCode, GeositeList,
                               NameList, RuleSetUse, SubRuleUse, Network>;

/// One rule of `rules`, `sub-rules`, a classical set, or inside a logic rule.
struct Rule {
  RuleKind kind = RuleKind::match;
  bool understood = true;   ///< false: kept so that nothing is lost, never matches
  bool no_resolve = false;  ///< `no-resolve`, or implied by `src`
  bool source = false;      ///< looks at the source address: SRC-* or `src`
  Span span;                ///< the row's scalar (for parts of logic rules: of the whole row)
  std::string text;         ///< the row as the core reads it; empty for parts
  std::string payload;      ///< as the core carries it: lower-cased where it matches that way
  std::string target;       ///< empty in sets and logic parts
  Condition condition;
  std::vector<Rule> parts;  ///< AND, OR, NOT, and SUB-RULE's condition
};

/// Says where a rule and its parts stand.
void place_at(Rule& rule, Span span);

/// `DOMAIN-SUFFIX` …
std::string_view keyword(RuleKind kind);
/// `DomainSuffix` …: the name in the core's log.
std::string_view shown_name(RuleKind kind);
/// The same for a rule: `src` turns `IPCIDR` into `SrcIPCIDR`.
std::string_view shown_name(const Rule& rule);
/// The payload as the core's log shows it (`semantics.md` C.9).
std::string shown_payload(const Rule& rule);

}  // namespace clashlint
