#include "tests/support/small_world.h"

#include <optional>

namespace clashlint {
namespace {

constexpr std::string_view kWorld = R"(
proxies:
  - {name: P, type: socks5, server: 192.0.2.1, port: 443, udp: true}
  - {name: T, type: http, server: 192.0.2.3, port: 443}
proxy-groups:
  - {name: G, type: select, proxies: [P, PASS, T]}
rule-providers:
  names: {type: inline, behavior: domain, payload: ["+.a.b", "b"]}
  stars: {type: inline, behavior: domain, payload: ["*.b", "a"]}
  ranges: {type: inline, behavior: ipcidr, payload: ["10.0.0.0/9", "10.128.0.0/9"]}
  rows: {type: inline, behavior: classical, payload: ["DOMAIN,b", "IP-CIDR,10.0.0.0/8", "DST-PORT,80"]}
sub-rules:
  sub: ["DOMAIN-KEYWORD,a,P", "DST-PORT,80,T"]
  mixed: ["IP-CIDR,10.0.0.0/8,PASS-RULE", "DOMAIN,b,PASS", "NETWORK,udp,P"]
)";

}  // namespace

const std::vector<std::string>& small_rows() {
  static const std::vector<std::string> kRows = {
      "DOMAIN,a.b,%",
      "DOMAIN,b,%",
      "DOMAIN-SUFFIX,b,%",
      "DOMAIN-SUFFIX,a.b,%",
      "DOMAIN-KEYWORD,a,%",
      "DOMAIN-KEYWORD,.,%",
      "DOMAIN-REGEX,^a,%",
      "DOMAIN-REGEX,^$,%",
      "DOMAIN-REGEX,^(?!a),%",
      "DOMAIN-WILDCARD,*.b,%",
      "DOMAIN-WILDCARD,?,%",
      "RULE-SET,names,%",
      "RULE-SET,stars,%",
      "RULE-SET,ranges,%",
      "RULE-SET,ranges,%,no-resolve",
      "RULE-SET,rows,%",
      "RULE-SET,rows,%,no-resolve",
      "RULE-SET,ranges,%,src",
      "IP-CIDR,10.0.0.0/8,%",
      "IP-CIDR,10.0.0.0/8,%,no-resolve",
      "IP-CIDR,0.0.0.0/0,%,no-resolve",
      "IP-SUFFIX,0.0.0.1/8,%,no-resolve",
      "SRC-IP-CIDR,10.0.0.0/8,%",
      "DST-PORT,80,%",
      "DST-PORT,0-79/81-65535,%",
      "NETWORK,udp,%",
      "NETWORK,tcp,%",
      "NOT,((DOMAIN-SUFFIX,b)),%",
      "NOT,((IP-CIDR,10.0.0.0/8)),%",
      "AND,((DOMAIN-KEYWORD,a),(NETWORK,tcp)),%",
      "AND,((DOMAIN-SUFFIX,b),(IP-CIDR,10.0.0.0/8)),%",
      "AND,((IP-CIDR,10.0.0.0/8,no-resolve),(DST-PORT,80)),%",
      "OR,((DOMAIN,b),(IP-CIDR,10.0.0.0/8)),%",
      "OR,((IP-CIDR,10.0.0.0/8,no-resolve),(DOMAIN-SUFFIX,a.b)),%",
      "SUB-RULE,(NETWORK,tcp),sub",
      "SUB-RULE,(DOMAIN-SUFFIX,b),mixed",
      "MATCH,%",
  };
  return kRows;
}

const std::vector<std::string>& small_targets() {
  static const std::vector<std::string> kTargets = {"DIRECT", "P", "T", "G"};
  return kTargets;
}

std::string small_row(std::string_view row, std::string_view target) {
  std::string text(row);
  if (const std::size_t place = text.find('%'); place != std::string::npos) text.replace(place, 1, target);
  return text;
}

std::string small_world_of(const std::vector<std::string>& rows, std::string_view sub_rules) {
  std::string text(kWorld);
  if (!sub_rules.empty()) text += "  " + std::string(sub_rules) + "\n";
  text += "rules:\n";
  for (const std::string& row : rows) text += "  - '" + row + "'\n";
  return text;
}

std::vector<Query> small_queries() {
  std::vector<Query> queries;
  const std::vector<std::string> names = {"", "a", "b", "c", "a.b", "b.a", "c.a.b", "a.c.b", "ab"};
  const std::vector<std::optional<IpAddress>> addresses = {std::nullopt, parse_ip("10.0.0.1"),
                                                           parse_ip("11.0.0.2"), parse_ip("2001:db8::1")};
  for (const std::string& name : names) {
    for (const auto& address : addresses) {
      for (const bool known : {true, false}) {
        if ((known || name.empty()) && (!known || !address)) continue;
        for (const Network network : {Network::tcp, Network::udp}) {
          for (const std::uint16_t port : {std::uint16_t{80}, std::uint16_t{443}}) {
            for (const char* source : {"", "10.0.0.9"}) {
              for (const std::string& sniffed : {std::string(), std::string("b")}) {
                Query query;
                query.host = name;
                query.network = network;
                query.dst_port = port;
                query.sniff_host = sniffed;
                (known ? query.dst_ip : query.dns) = address;
                if (*source != '\0') query.src_ip = parse_ip(source);
                queries.push_back(std::move(query));
              }
            }
          }
        }
      }
    }
  }
  return queries;
}

std::vector<Selections> small_choices() { return {{}, {{"G", "PASS"}}, {{"G", "T"}}}; }

}  // namespace clashlint
