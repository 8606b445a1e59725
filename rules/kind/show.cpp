#include "rules/base/strings.h"
#include "rules/kind/rule.h"
#include "rules/value/text.h"

namespace clashlint {
namespace {

std::string shown_parts(const Rule& rule) {
  const std::string_view between = rule.kind == RuleKind::or_ ? " || " : " && ";
  std::string out = "(";
  if (rule.kind == RuleKind::not_) out += "!";
  for (const Rule& part : rule.parts) {
    if (&part != rule.parts.data()) out += between;
    out += "(" + std::string(shown_name(part)) + "," + shown_payload(part) + ")";
  }
  return out + ")";
}

}  // namespace

std::string_view shown_name(const Rule& rule) {
  if (!rule.source) return shown_name(rule.kind);
  switch (rule.kind) {
    case RuleKind::geoip:
      return shown_name(RuleKind::src_geoip);
    case RuleKind::ip_asn:
      return shown_name(RuleKind::src_ip_asn);
    case RuleKind::ip_cidr:
    case RuleKind::ip_cidr6:
      return shown_name(RuleKind::src_ip_cidr);
    case RuleKind::ip_suffix:
      return shown_name(RuleKind::src_ip_suffix);
    default:
      return shown_name(rule.kind);
  }
}

std::string shown_payload(const Rule& rule) {
  switch (rule.kind) {
    case RuleKind::and_:
    case RuleKind::or_:
    case RuleKind::not_:
      return shown_parts(rule);
    case RuleKind::geoip:
    case RuleKind::src_geoip:
    case RuleKind::network:
      return unicode_lower(rule.payload);
    case RuleKind::ip_cidr:
    case RuleKind::ip_cidr6:
    case RuleKind::src_ip_cidr:
      if (const auto* prefix = std::get_if<IpPrefix>(&rule.condition)) return to_string(*prefix);
      return rule.payload;
    case RuleKind::match:
      return {};
    default:
      return rule.payload;
  }
}

}  // namespace clashlint
