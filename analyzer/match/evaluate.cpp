#include "analyzer/match/evaluate.h"

#include <algorithm>
#include <utility>

#include "rules/value/text.h"
#include "rules/value/wildcard.h"

namespace clashlint {
namespace {

Truth sure(bool value) { return {.value = value, .certain = true}; }

bool has_name(const Rule& rule, std::string_view name) {
  const auto* list = std::get_if<NameList>(&rule.condition);
  return list != nullptr && std::ranges::find(list->names, name) != list->names.end();
}

/// SOCKS stands for both versions.
bool has_inbound_type(const Rule& rule, std::string_view type) {
  if (has_name(rule, type)) return true;
  return (type == "SOCKS4" || type == "SOCKS5") && has_name(rule, "SOCKS");
}

bool in_ranges(const Rule& rule, std::uint32_t number) {
  const auto* ranges = std::get_if<NumberRanges>(&rule.condition);
  return ranges != nullptr && ranges->contains(number);
}

bool suffix_matches(std::string_view host, std::string_view suffix) {
  if (!host.ends_with(suffix)) return false;
  return host.size() == suffix.size() || host[host.size() - suffix.size() - 1] == '.';
}

/// The lowest `bits` bits are equal (the opposite of a prefix).
bool low_bits_equal(const IpPrefix& pattern, const IpAddress& address) {
  if (pattern.address.is_v6 != address.is_v6) return false;
  const int bytes = address.bit_count() / 8;
  for (int bit = 0; bit < pattern.bits; ++bit) {
    const auto byte = static_cast<std::size_t>(bytes - 1 - bit / 8);
    const int shift = bit % 8;
    if (((pattern.address.bytes[byte] >> shift) & 1) != ((address.bytes[byte] >> shift) & 1)) return false;
  }
  return true;
}

}  // namespace

Truth Evaluator::uncertain(Dependency::Kind kind, std::string_view name, std::string_view why, bool value) {
  if (!options_.assume_held.empty() && options_.assume_held == name) return sure(true);
  dependencies_.push_back({.kind = kind, .name = name, .why = why, .rule_index = -1, .group = nullptr});
  return {.value = value, .certain = false};
}

Truth Evaluator::evaluate(const Rule& rule, Scope scope) {
  if (!rule.understood) return sure(false);
  return condition(rule, scope);
}

Truth Evaluator::condition(const Rule& rule, Scope scope) {
  const Query& query = *connection_.query;
  const std::string& name = connection_.rule_host;
  switch (rule.kind) {
    case RuleKind::domain:
      return sure(name == rule.payload);
    case RuleKind::domain_suffix:
      return sure(suffix_matches(name, rule.payload));
    case RuleKind::domain_keyword:
      return sure(name.find(rule.payload) != std::string::npos);
    case RuleKind::domain_regex:
      return regex(std::get<Regex>(rule.condition), name);
    case RuleKind::domain_wildcard:
      return sure(wildcard_match(rule.payload, connection_.host));
    case RuleKind::geosite:
      return geosite(std::get<GeositeList>(rule.condition), name);
    case RuleKind::geoip:
    case RuleKind::src_geoip:
    case RuleKind::ip_asn:
    case RuleKind::src_ip_asn:
    case RuleKind::ip_cidr:
    case RuleKind::ip_cidr6:
    case RuleKind::src_ip_cidr:
    case RuleKind::ip_suffix:
    case RuleKind::src_ip_suffix:
      return address_rule(rule, scope);
    case RuleKind::src_port:
      return sure(in_ranges(rule, scope.swapped ? query.dst_port : query.src_port));
    case RuleKind::dst_port:
      return sure(in_ranges(rule, scope.swapped ? query.src_port : query.dst_port));
    case RuleKind::in_port:
      return sure(in_ranges(rule, query.in_port));
    case RuleKind::dscp:
      return sure(in_ranges(rule, query.dscp));
    case RuleKind::process_name:
      return sure(unicode_iequals(query.process, rule.payload));
    case RuleKind::process_path:
      return sure(unicode_iequals(query.process_path, rule.payload));
    case RuleKind::process_name_regex:
      return regex(std::get<Regex>(rule.condition), query.process);
    case RuleKind::process_path_regex:
      return regex(std::get<Regex>(rule.condition), query.process_path);
    case RuleKind::process_name_wildcard:
      return sure(wildcard_match(unicode_lower(rule.payload), unicode_lower(query.process)));
    case RuleKind::process_path_wildcard:
      return sure(wildcard_match(unicode_lower(rule.payload), unicode_lower(query.process_path)));
    case RuleKind::network:
      return sure(std::get<Network>(rule.condition) == query.network);
    case RuleKind::uid:
      return sure(query.uid != 0 && in_ranges(rule, query.uid));
    case RuleKind::in_type:
      return sure(has_inbound_type(rule, query.in_type));
    case RuleKind::in_user:
      return sure(has_name(rule, query.in_user));
    case RuleKind::in_name:
      return sure(has_name(rule, query.in_name));
    case RuleKind::rematch_name:
      return sure(has_name(rule, connection_.rematch_name));
    case RuleKind::sub_rule:
      return evaluate(rule.parts.front(), scope);
    case RuleKind::and_:
      return all_of(rule, scope);
    case RuleKind::or_:
      return any_of(rule, scope);
    case RuleKind::not_: {
      const Truth inner = evaluate(rule.parts.front(), scope);
      return {.value = !inner.value, .certain = inner.certain};
    }
    case RuleKind::rule_set: {
      if (rule.no_resolve) scope.resolve = false;
      if (rule.source) scope.swapped = !scope.swapped;
      return rule_set(*std::get<RuleSetUse>(rule.condition).set, scope);
    }
    case RuleKind::match:
      return sure(true);
  }
  return sure(false);
}

Truth Evaluator::regex(const Regex& regex, std::string_view text) {
  const RegexAnswer found = regex.search(text);
  if (found != RegexAnswer::too_costly) return sure(found == RegexAnswer::yes);
  return uncertain(Dependency::Kind::regex_cost, regex.pattern(), "this pattern takes too many steps", false);
}

Truth Evaluator::geosite(const GeositeList& list, std::string_view host) {
  if (host.empty()) return sure(false);
  if (!list.matcher) return uncertain(Dependency::Kind::geosite, "GeoSite.dat", list.missing, list.negated);
  const GeositeMatcher& matcher = *list.matcher;
  if (options_.lists != nullptr) {
    if (const std::optional<bool> known = options_.lists->takes(matcher, host))
      return sure(*known != list.negated);
  }
  const std::string folded = matcher.fold_host ? unicode_lower(host) : std::string(host);
  Truth found = sure(matcher.domains.contains(host));
  if (found.value && options_.entries) entry_ = matcher.domains.matching_pattern(host).value_or("");
  for (const std::string& keyword : matcher.keywords) {
    if (found.value) break;
    found.value = folded.find(keyword) != std::string::npos;
    if (found.value && options_.entries) entry_ = "keyword " + keyword;
  }
  for (const Regex& pattern : matcher.regexes) {
    if (found.value) break;
    found = regex(pattern, folded);
    if (found.value && options_.entries) entry_ = "regex " + pattern.pattern();
  }
  return {.value = found.value != list.negated, .certain = found.certain};
}

Truth Evaluator::address_rule(const Rule& rule, Scope scope) {
  if (!rule.no_resolve && scope.resolve) connection_.resolve();
  const bool source = rule.source != scope.swapped;
  const std::optional<IpAddress>& address = source ? connection_.src_ip : connection_.dst_ip;
  return address ? address_condition(rule, *address) : sure(false);
}

Truth Evaluator::address_condition(const Rule& rule, const IpAddress& address) {
  switch (rule.kind) {
    case RuleKind::geoip:
    case RuleKind::src_geoip:
      return geoip(std::get<GeoipCode>(rule.condition), address);
    case RuleKind::ip_asn:
    case RuleKind::src_ip_asn:
      return asn(rule, address);
    case RuleKind::ip_suffix:
    case RuleKind::src_ip_suffix:
      return sure(low_bits_equal(std::get<IpPrefix>(rule.condition), address));
    default:
      return sure(std::get<IpPrefix>(rule.condition).contains(address));
  }
}

Truth Evaluator::geoip(const GeoipCode& code, const IpAddress& address) {
  if (code.lan) return sure(is_lan(address));
  if (profile_.geodata_mode) {
    if (code.addresses) return sure(code.addresses->contains(address) != code.negated);
    return uncertain(Dependency::Kind::geoip, "GeoIP.dat", code.missing, code.negated);
  }
  if (!profile_.country) {
    return uncertain(Dependency::Kind::geoip, "GEOIP database", profile_.country_availability.why, false);
  }
  if (codes_of_ != address) {
    codes_ = profile_.country->codes(address);
    codes_of_ = address;
  }
  return sure(std::ranges::find(codes_, code.code) != codes_.end());
}

Truth Evaluator::asn(const Rule& rule, const IpAddress& address) {
  if (!profile_.asn)
    return uncertain(Dependency::Kind::asn, "ASN database", profile_.asn_availability.why, false);
  const std::optional<std::string> number = profile_.asn->asn(address).number;
  return sure(number && *number == rule.payload);
}

/// After an uncertain part the core might go on: do the others decide anyway,
/// without asking DNS on their way?
bool Evaluator::rest_is_certainly(bool wanted, const Rule& rule, std::size_t from, Scope scope) {
  Connection copy = connection_;
  EvaluatorOptions options = options_;
  options.entries = false;
  Evaluator other(profile_, copy, options);
  other.open_sets_ = open_sets_;
  other.nested_rules_ = nested_rules_;
  for (std::size_t index = from; index < rule.parts.size(); ++index) {
    const Truth part = other.evaluate(rule.parts[index], scope);
    if (copy.asked_dns != connection_.asked_dns) return false;
    nested_rules_ = other.nested_rules_;
    if (part.certain && part.value == wanted) return true;
  }
  return false;
}

Truth Evaluator::all_of(const Rule& rule, Scope scope) {
  Truth all = sure(true);
  for (std::size_t index = 0; index < rule.parts.size(); ++index) {
    const Truth part = evaluate(rule.parts[index], scope);
    if (!part.value) {
      const bool certain = part.certain || rest_is_certainly(false, rule, index + 1, scope);
      return {.value = false, .certain = certain};
    }
    all.certain = all.certain && part.certain;
  }
  return all;
}

Truth Evaluator::any_of(const Rule& rule, Scope scope) {
  Truth any = sure(false);
  for (std::size_t index = 0; index < rule.parts.size(); ++index) {
    const Truth part = evaluate(rule.parts[index], scope);
    if (part.value) {
      const bool certain = part.certain || rest_is_certainly(true, rule, index + 1, scope);
      return {.value = true, .certain = certain};
    }
    any.certain = any.certain && part.certain;
  }
  return any;
}

Truth Evaluator::rule_set(const RuleSet& set, Scope scope) {
  Truth found = sure(false);
  switch (set.behavior) {
    case ProviderBehavior::domain:
      found.value = domain_set(set);
      break;
    case ProviderBehavior::ipcidr: {
      if (scope.resolve) connection_.resolve();
      const std::optional<IpAddress>& address = scope.swapped ? connection_.src_ip : connection_.dst_ip;
      found.value = address && set.addresses.contains(*address);
      break;
    }
    case ProviderBehavior::classical:
      found = classical_set(set, scope);
      break;
  }
  if (set.availability.available) return found;
  return uncertain(Dependency::Kind::rule_set, set.name, set.availability.why, found.value);
}

bool Evaluator::domain_set(const RuleSet& set) {
  const std::string& name = connection_.rule_host;
  if (options_.lists != nullptr) {
    if (const std::optional<bool> known = options_.lists->takes(set, name)) return *known;
  }
  const bool found = set.domains.contains(name);
  if (found && options_.entries) entry_ = set.domains.matching_pattern(name).value_or("");
  return found;
}

/// A set inside itself takes the core down: nothing is claimed there.
Truth Evaluator::classical_set(const RuleSet& set, Scope scope) {
  constexpr auto kKind = Dependency::Kind::rule_set;
  if (std::ranges::find(open_sets_, &set) != open_sets_.end()) {
    return uncertain(kKind, set.name, "it contains itself: the core crashes when it gets there", false);
  }
  if (open_sets_.size() >= kMaxSetDepth) {
    return uncertain(kKind, set.name, "it is nested in too many other sets", false);
  }
  const bool nested = !open_sets_.empty();
  const auto* const pieces =
      options_.lists == nullptr || nested ? nullptr : options_.lists->pieces(set, connection_.rule_host);
  open_sets_.push_back(&set);
  const Truth found = pieces != nullptr ? pieces_in_turn(*pieces, scope) : rows_in_turn(set, scope, nested);
  open_sets_.pop_back();
  return found;
}

Truth Evaluator::pieces_in_turn(const std::vector<ListAnswers::Piece>& pieces, Scope scope) {
  Truth found = sure(false);
  for (const ListAnswers::Piece& piece : pieces) {
    const Truth one = piece.rule != nullptr ? evaluate(*piece.rule, scope)
                                            : sure(options_.lists->takes(piece.names, connection_.rule_host));
    if (one.value) return one;
    found.certain = found.certain && one.certain;
  }
  return found;
}

Truth Evaluator::rows_in_turn(const RuleSet& set, Scope scope, bool nested) {
  constexpr auto kKind = Dependency::Kind::rule_set;
  Truth found = sure(false);
  for (std::size_t at = 0; at < set.rows.size(); ++at) {
    const SetRows::Row row = set.rows[at];
    if (nested && ++nested_rules_ > kMaxNestedSetRules) {
      return uncertain(kKind, set.name, "the sets that name each other take too many steps", false);
    }
    const Truth one = row.is_name() ? sure(takes(row, connection_.rule_host)) : evaluate(*row.rule, scope);
    if (one.value) {
      if (options_.entries) entry_ = set.rows.text(at);
      return one;
    }
    found.certain = found.certain && one.certain;
  }
  return found;
}

}  // namespace clashlint
