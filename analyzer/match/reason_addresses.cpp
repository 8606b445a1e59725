#include "analyzer/match/reason_addresses.h"

#include <algorithm>

#include <fmt/format.h>

#include "analyzer/match/reason.h"
#include "rules/base/strings.h"

namespace clashlint {
namespace {

const std::optional<IpAddress>& looked_at(const Connection& connection, bool source) {
  return source ? connection.src_ip : connection.dst_ip;
}

/// Of a name whose address nobody asked for: the question brought it, or `hosts`.
std::string_view origin(const Connection& connection) {
  if (connection.asked_dns || connection.host.empty()) return "";
  const std::optional<IpAddress>& given = connection.query->dst_ip;
  return given && unmapped(*given) == *connection.dst_ip ? " (as given)" : " (from hosts)";
}

std::string unknown_reason(const Rule* rule, const Connection& after, bool source, Scope scope) {
  if (source) return "the source address is not given";
  if (after.host.empty()) return "there is no address";
  if (after.resolve_tried) return "the name was asked for and has no address";
  if (!scope.resolve || (rule != nullptr && rule->no_resolve))
    return "the address is not known yet, and no-resolve forbids to ask for it";
  return "there is no address";
}

std::string_view family(const IpAddress& address) { return address.is_v6 ? "IPv6" : "IPv4"; }

std::string prefix_reason(const IpPrefix& prefix, const IpAddress& address, const std::string& subject) {
  if (unmapped(prefix.address) != prefix.address) {
    return fmt::format(
        "{} is written as IPv4 in IPv6, and the core takes such addresses as IPv4: nothing is in it",
        to_string(prefix));
  }
  if (prefix.address.is_v6 != address.is_v6) {
    return fmt::format("{} is {}, and {} is {}", subject, family(address), to_string(prefix),
                       family(prefix.address));
  }
  if (prefix.bits == address.bit_count())
    return fmt::format("{} is not {}", subject, to_string(prefix.address));
  return fmt::format("{} is outside {} ({} to {})", subject, to_string(prefix), to_string(prefix.first()),
                     to_string(prefix.last()));
}

std::string suffix_bits_reason(const IpPrefix& pattern, const IpAddress& address,
                               const std::string& subject) {
  if (pattern.address.is_v6 != address.is_v6) {
    return fmt::format("{} is {}, and {} is {}", subject, family(address), to_string(pattern.address),
                       family(pattern.address));
  }
  return fmt::format("the last {} bits of {} are not those of {}", pattern.bits, subject,
                     to_string(pattern.address));
}

/// The code alone, as people write it.
std::string shown_code(const GeoipCode& code) {
  const std::string_view text = code.code;
  return ascii_upper(text.starts_with('!') ? text.substr(1) : text);
}

std::string upper_codes(const std::vector<std::string>& codes) { return ascii_upper(join(codes, ", ")); }

std::string database_reason(const Profile& profile, const GeoipCode& code, const IpAddress& address,
                            const std::string& subject) {
  if (!profile.country)
    return fmt::format("the country of {} is not known: {}", subject, profile.country_availability.why);
  if (code.code.starts_with('!')) return "`!` is understood with geodata-mode: true only";
  const std::vector<std::string> codes = profile.country->codes(address);
  const std::string wanted = shown_code(code);
  if (codes.empty()) {
    const bool local = code.code == "private" && is_lan(address);
    return fmt::format("{} is in no country of the database, and {} is what the rule asks for{}", subject,
                       wanted, local ? " (GEOIP,LAN takes private addresses)" : "");
  }
  const bool by_case =
      std::ranges::any_of(codes, [&](const std::string& stored) { return ascii_lower(stored) == code.code; });
  if (by_case) {
    return fmt::format("only the case differs: the database has {}, and the core compares it with {}",
                       join(codes, ", "), code.code);
  }
  return fmt::format("{} is in {}, not {}", subject, upper_codes(codes), wanted);
}

std::string geoip_reason(const Profile& profile, const GeoipCode& code, const IpAddress& address,
                         const std::string& subject) {
  if (code.lan) return fmt::format("{} is no private, local or multicast address", subject);
  if (!profile.geodata_mode) return database_reason(profile, code, address, subject);
  if (!code.addresses) return fmt::format("it is taken as empty: {}", code.missing);
  const std::string_view relation = code.negated ? "is" : "is not";
  return fmt::format("{} {} in {}", subject, relation, shown_code(code));
}

std::string asn_reason(const Profile& profile, const Rule& rule, const IpAddress& address,
                       const std::string& subject) {
  if (!profile.asn)
    return fmt::format("the network of {} is not known: {}", subject, profile.asn_availability.why);
  const std::optional<std::string> number = profile.asn->asn(address).number;
  if (!number || *number == "0") return fmt::format("{} is in no network that the database knows", subject);
  if (ascii_iequals(rule.payload, "AS" + *number))
    return fmt::format("{} is of that network, but the payload must be the number alone: {}", subject,
                       *number);
  const bool written = ascii_lower(rule.payload).starts_with("as");
  return fmt::format("{} is of AS{}, not {}{}", subject, *number, written ? "" : "AS", rule.payload);
}

/// The range nearest in the order of addresses, where it is in the neighbourhood.
std::string near_range(const IpSet& set, const IpAddress& address) {
  const IpRange* nearest = nullptr;
  int most = address.is_v6 ? 31 : 15;
  for (const IpRange& range : set.ranges()) {
    const int bits = std::max(shared_bits(range.first, address), shared_bits(range.last, address));
    if (bits <= most) continue;
    most = bits;
    nearest = &range;
  }
  if (nearest == nullptr) return {};
  return fmt::format(" (the nearest is {} to {})", to_string(nearest->first), to_string(nearest->last));
}

}  // namespace

int shared_bits(const IpAddress& a, const IpAddress& b) {
  if (a.is_v6 != b.is_v6) return 0;
  int bits = 0;
  while (bits < a.bit_count()) {
    const auto byte = static_cast<std::size_t>(bits / 8);
    const int differ = a.bytes[byte] ^ b.bytes[byte];
    if (((differ >> (7 - bits % 8)) & 1) != 0) break;
    ++bits;
  }
  return bits;
}

std::string subject_of(const Connection& connection, bool source) {
  if (source) return fmt::format("the source address {}", to_string(*connection.src_ip));
  const std::string address = to_string(*connection.dst_ip);
  if (connection.host.empty()) return address;
  return fmt::format("its address {}{}", address, origin(connection));
}

std::string address_rule_reason(const Profile& profile, const Rule& rule, const Connection& after,
                                Scope scope) {
  const bool source = rule.source != scope.swapped;
  const std::optional<IpAddress>& address = looked_at(after, source);
  if (!address) return unknown_reason(&rule, after, source, scope);
  const std::string subject = subject_of(after, source);
  switch (rule.kind) {
    case RuleKind::geoip:
    case RuleKind::src_geoip:
      return geoip_reason(profile, std::get<GeoipCode>(rule.condition), *address, subject);
    case RuleKind::ip_asn:
    case RuleKind::src_ip_asn:
      return asn_reason(profile, rule, *address, subject);
    case RuleKind::ip_suffix:
    case RuleKind::src_ip_suffix:
      return suffix_bits_reason(std::get<IpPrefix>(rule.condition), *address, subject);
    default:
      return prefix_reason(std::get<IpPrefix>(rule.condition), *address, subject);
  }
}

std::string ranges_reason(const RuleSet& set, const Connection& after, Scope scope) {
  const std::optional<IpAddress>& address = looked_at(after, scope.swapped);
  if (!address) return unknown_reason(nullptr, after, scope.swapped, scope);
  const std::span<const IpRange> ranges = set.addresses.ranges();
  if (ranges.size() == 1) {
    return fmt::format("{} is outside its only range, {} to {}", subject_of(after, scope.swapped),
                       to_string(ranges[0].first), to_string(ranges[0].last));
  }
  return fmt::format("{} is in none of its {} ranges{}", subject_of(after, scope.swapped),
                     set.addresses.ranges().size(), near_range(set.addresses, *address));
}

std::string taken_address(const Rule& rule, const Connection& connection) {
  if (!looked_at(connection, rule.source)) return {};
  const std::string subject = subject_of(connection, rule.source);
  if (const auto* const code = std::get_if<GeoipCode>(&rule.condition)) {
    if (code->lan) return fmt::format("{} is a private, local or multicast one", subject);
    return fmt::format("{} {} in {}", subject, code->negated ? "is not" : "is", shown_code(*code));
  }
  if (rule.kind == RuleKind::ip_asn || rule.kind == RuleKind::src_ip_asn)
    return fmt::format("{} is of AS{}", subject, rule.payload);
  if (rule.kind == RuleKind::ip_suffix || rule.kind == RuleKind::src_ip_suffix) return {};
  if (const auto* const prefix = std::get_if<IpPrefix>(&rule.condition))
    return fmt::format("{} is in {}", subject, to_string(*prefix));
  const auto* const use = std::get_if<RuleSetUse>(&rule.condition);
  if (use != nullptr && use->set != nullptr && use->set->behavior == ProviderBehavior::ipcidr)
    return fmt::format("{} is in a range of {}", subject, use->set->name);
  return {};
}

}  // namespace clashlint
