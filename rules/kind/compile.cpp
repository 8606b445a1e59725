#include <algorithm>
#include <array>

#include "rules/base/strings.h"
#include "rules/kind/logic.h"
#include "rules/kind/parse.h"
#include "rules/value/text.h"

namespace clashlint {
namespace {

constexpr std::array<std::string_view, 20> kInboundTypes = {
    "HTTP",  "HTTPS",     "SOCKS4", "SOCKS5", "SOCKS",  "SHADOWSOCKS", "SNELL",
    "VMESS", "VLESS",     "REDIR",  "TPROXY", "TROJAN", "TUNNEL",      "TUN",
    "TUIC",  "HYSTERIA2", "ANYTLS", "MIERU",  "SUDOKU", "TRUSTTUNNEL"};

/// Compiles one row; parts of logic rules come back through `compile`.
class Compiler {
 public:
  Compiler(RuleWorld& world, std::optional<RuleFault>& fault) : world_(world), fault_(fault) {}

  Rule compile(const RuleTokens& tokens, RulePlace place, int depth) {
    Rule rule;
    rule.target = tokens.target;
    rule.payload = tokens.payload;
    const bool before = fault_.has_value();
    const bool fine = check_type(tokens, place, rule) && read_payload(rule, tokens, depth);
    if (!before && fault_ && fault_->type.empty()) fault_->type = tokens.type;
    rule.understood = fine;
    return rule;
  }

 private:
  bool fail(PayloadFault kind, std::string message, std::string_view detail = {}) {
    if (!fault_)
      fault_ = RuleFault{.kind = kind, .core_message = std::move(message), .detail = std::string(detail)};
    return false;
  }

  bool check_type(const RuleTokens& tokens, RulePlace place, Rule& rule) {
    const std::string& type = tokens.type;
    if (place == RulePlace::logic) {
      if (type == "MATCH" || type == "SUB-RULE") {
        return fail(PayloadFault::not_allowed, "unsupported rule type [" + type + "] on logic rule", type);
      }
      if (type.empty()) return fail(PayloadFault::form, "[] format is error");
    }
    if (place == RulePlace::classical_set && (type == "MATCH" || type == "RULE-SET" || type == "SUB-RULE")) {
      return fail(PayloadFault::not_allowed, "unsupported rule type on classical rule-set: " + type, type);
    }
    if (type != "MATCH" && tokens.payload.empty()) {
      return fail(PayloadFault::empty, "missing subsequent parameters: " + type, type);
    }
    const std::optional<RuleKind> kind = rule_kind(type);
    if (!kind) return fail(PayloadFault::unknown_type, "unsupported rule type: " + type, type);
    rule.kind = *kind;
    return true;
  }

  bool read_payload(Rule& rule, const RuleTokens& tokens, int depth) {
    switch (rule.kind) {
      case RuleKind::domain:
      case RuleKind::domain_suffix:
      case RuleKind::domain_keyword:
      case RuleKind::domain_wildcard:
        rule.payload = unicode_lower(rule.payload);
        return true;
      case RuleKind::domain_regex:
      case RuleKind::process_name_regex:
      case RuleKind::process_path_regex:
        return read_regex(rule);
      case RuleKind::geosite:
        return read_geosite(rule);
      case RuleKind::geoip:
      case RuleKind::src_geoip:
        return read_params(rule, tokens) && read_geoip(rule);
      case RuleKind::ip_asn:
      case RuleKind::src_ip_asn:
        world_.needs_asn();
        return read_params(rule, tokens);
      case RuleKind::ip_cidr:
      case RuleKind::ip_cidr6:
      case RuleKind::src_ip_cidr:
      case RuleKind::ip_suffix:
      case RuleKind::src_ip_suffix:
        return read_params(rule, tokens) && read_prefix(rule);
      case RuleKind::src_port:
      case RuleKind::dst_port:
      case RuleKind::in_port:
        return read_ranges(rule, 16);
      case RuleKind::uid:
        return read_ranges(rule, 32);
      case RuleKind::dscp:
        return read_dscp(rule);
      case RuleKind::network:
        return read_network(rule);
      case RuleKind::in_type:
        return read_inbound_types(rule);
      case RuleKind::in_user:
        return read_names(rule, "in user");
      case RuleKind::in_name:
        return read_names(rule, "in name");
      case RuleKind::rematch_name:
        return read_names(rule, "rematch name");
      case RuleKind::rule_set:
        return read_params(rule, tokens) && read_rule_set(rule);
      case RuleKind::sub_rule:
      case RuleKind::and_:
      case RuleKind::or_:
      case RuleKind::not_:
        return read_logic(rule, depth);
      case RuleKind::process_name:
      case RuleKind::process_path:
      case RuleKind::process_name_wildcard:
      case RuleKind::process_path_wildcard:
      case RuleKind::match:
        return true;
    }
    return true;
  }

  /// Exact lower case only: `No-Resolve` means nothing to the core.
  bool read_params(Rule& rule, const RuleTokens& tokens) {
    const bool names_source = keyword(rule.kind).starts_with("SRC-");
    const auto has = [&](std::string_view word) {
      return std::ranges::find(tokens.params, word) != tokens.params.end();
    };
    rule.source = names_source || has("src");
    rule.no_resolve = rule.source || has("no-resolve");
    return true;
  }

  bool read_regex(Rule& rule) {
    Result<Regex> regex = Regex::compile(rule.payload, RegexFlavour::net, true);
    if (!regex) return fail(PayloadFault::payload, regex.error(), rule.payload);
    rule.condition = *regex;
    return true;
  }

  bool read_geosite(Rule& rule) {
    Result<GeositeList> list = world_.geosite(rule.payload);
    if (!list) return fail(PayloadFault::geodata, list.error(), rule.payload);
    rule.condition = *list;
    return true;
  }

  bool read_geoip(Rule& rule) {
    Result<GeoipCode> code = world_.geoip(rule.payload);
    if (!code) return fail(PayloadFault::geodata, code.error(), rule.payload);
    rule.condition = *code;
    return true;
  }

  bool read_prefix(Rule& rule) {
    const Result<IpPrefix> prefix = parse_prefix(rule.payload);
    if (!prefix) return fail(PayloadFault::payload, "payloadRule error", rule.payload);
    rule.condition = *prefix;
    return true;
  }

  bool read_ranges(Rule& rule, int width) {
    Result<NumberRanges> ranges = parse_number_ranges(rule.payload, width);
    if (!ranges) return fail(PayloadFault::payload, "payloadRule error, " + ranges.error(), rule.payload);
    if (ranges->ranges.empty()) return fail(PayloadFault::payload, "payloadRule error", rule.payload);
    rule.condition = *ranges;
    return true;
  }

  bool read_dscp(Rule& rule) {
    Result<NumberRanges> ranges = parse_number_ranges(rule.payload, 8);
    if (!ranges) return fail(PayloadFault::payload, "parse DSCP rule fail: " + ranges.error(), rule.payload);
    const bool too_big =
        std::ranges::any_of(ranges->ranges, [](const NumberRange& range) { return range.last > 63; });
    if (too_big) return fail(PayloadFault::payload, "DSCP couldn't be negative or exceed 63", rule.payload);
    rule.condition = *ranges;
    return true;
  }

  bool read_network(Rule& rule) {
    const std::string name = unicode_upper(rule.payload);
    if (name != "TCP" && name != "UDP") {
      return fail(PayloadFault::payload, "unsupported network type, only TCP/UDP", rule.payload);
    }
    rule.condition = name == "TCP" ? Network::tcp : Network::udp;
    return true;
  }

  bool read_inbound_types(Rule& rule) {
    NameList list;
    rule.payload = unicode_upper(rule.payload);
    for (const std::string_view part : split(rule.payload, '/')) {
      const std::string_view name = trim_space(part);
      if (name.empty()) return fail(PayloadFault::payload, "in type couldn't be empty", rule.payload);
      if (!is_inbound_type(name))
        return fail(PayloadFault::payload, "unknown type: " + std::string(name), name);
      list.names.emplace_back(name);
    }
    rule.condition = std::move(list);
    return true;
  }

  bool read_names(Rule& rule, std::string_view what) {
    NameList list;
    for (const std::string_view part : split(rule.payload, '/')) {
      const std::string_view name = trim_space(part);
      if (name.empty())
        return fail(PayloadFault::payload, std::string(what) + " couldn't be empty", rule.payload);
      list.names.emplace_back(name);
    }
    rule.condition = std::move(list);
    return true;
  }

  bool read_rule_set(Rule& rule) {
    const RuleSet* const set = world_.rule_set(rule.payload);
    rule.condition = RuleSetUse{set};
    if (set == nullptr)
      return fail(PayloadFault::rule_set, "rule set [" + rule.payload + "] not found", rule.payload);
    return true;
  }

  bool read_logic(Rule& rule, int depth) {
    if (depth >= kMaxLogicDepth) {
      return fail(PayloadFault::form, "nested deeper than " + std::to_string(kMaxLogicDepth) + " levels");
    }
    // SUB-RULE gets a pair of its own around the payload: `(A)` is one part there.
    const std::string wrapped = rule.kind == RuleKind::sub_rule ? "(" + rule.payload + ")" : rule.payload;
    const Result<std::vector<std::string_view>> parts = logic_parts(wrapped);
    if (!parts) return fail(PayloadFault::form, parts.error(), rule.payload);
    bool fine = true;
    for (const std::string_view part : *parts) {
      const bool before = fault_.has_value();
      rule.parts.push_back(compile(tokenise_rule(part, false), RulePlace::logic, depth + 1));
      rule.parts.back().target.clear();
      fine = fine && rule.parts.back().understood;
      if (!before && fault_ && fault_->part.empty()) fault_->part = part;
    }
    return fine && check_part_count(rule);
  }

  bool check_part_count(const Rule& rule) {
    const bool one = rule.parts.size() == 1;
    if (rule.kind == RuleKind::not_ && !one) {
      return fail(PayloadFault::form, "not rule must contain one rule", rule.payload);
    }
    if (rule.kind == RuleKind::sub_rule && !one) {
      return fail(PayloadFault::form, "Sub-Rule rule must contain one rule", rule.payload);
    }
    return true;
  }

  RuleWorld& world_;
  std::optional<RuleFault>& fault_;
};

}  // namespace

Rule compile_rule(const RuleTokens& tokens, RulePlace place, RuleWorld& world,
                  std::optional<RuleFault>& fault) {
  return Compiler(world, fault).compile(tokens, place, 0);
}

void place_at(Rule& rule, Span span) {
  rule.span = span;
  for (Rule& part : rule.parts) place_at(part, span);
}

std::span<const std::string_view> in_type_words() { return kInboundTypes; }

bool is_inbound_type(std::string_view upper_name) {
  return upper_name == "INNER" || std::ranges::find(kInboundTypes, upper_name) != kInboundTypes.end();
}

}  // namespace clashlint
