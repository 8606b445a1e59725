// The leaves of conditions: names, addresses, numbers, words.
#include <algorithm>

#include "analyzer/automaton/rule_model.h"
#include "rules/base/strings.h"
#include "rules/value/text.h"

namespace clashlint {
namespace {

std::vector<NumberRange> ranges_of(const NumberRanges& numbers, Field field) {
  std::vector<NumberRange> ranges = numbers.ranges;
  // 0 says that there is no user.
  if (field == Field::uid) {
    std::erase_if(ranges, [](const NumberRange& range) { return range.last == 0; });
    for (NumberRange& range : ranges) range.first = std::max<std::uint32_t>(range.first, 1);
  }
  return ranges;
}

// The list that is asked, however the rule asks for it.
std::string bare_code(std::string_view payload) {
  if (payload.starts_with('!')) payload.remove_prefix(1);
  return ascii_lower(trim_blanks(payload));
}

}  // namespace

Atom RuleModel::address_atom(const Rule& rule) const {
  Atom atom;
  switch (rule.kind) {
    case RuleKind::geoip:
    case RuleKind::src_geoip: {
      const GeoipCode& code = std::get<GeoipCode>(rule.condition);
      if (code.lan) {
        atom.test = Test::lan;
      } else if (profile_.geodata_mode && code.addresses) {
        atom.test = Test::addresses;
        atom.set = code.addresses.get();
      } else if (!profile_.geodata_mode && profile_.country) {
        atom.test = Test::country;
        atom.database = &*profile_.country;
        atom.text = code.code;
      } else {
        atom.test = Test::fact;
        atom.text = profile_.geodata_mode ? "GeoIP.dat" : "GEOIP database";
        atom.part = code.code;
      }
      break;
    }
    case RuleKind::ip_asn:
    case RuleKind::src_ip_asn:
      atom.test = profile_.asn ? Test::asn : Test::fact;
      atom.database = profile_.asn ? &*profile_.asn : nullptr;
      atom.text = profile_.asn ? rule.payload : "ASN database";
      if (!profile_.asn) atom.part = rule.payload;
      break;
    case RuleKind::ip_suffix:
    case RuleKind::src_ip_suffix:
      atom.test = Test::low_bits;
      atom.prefix = std::get<IpPrefix>(rule.condition);
      break;
    default:
      atom.test = Test::prefix;
      atom.prefix = std::get<IpPrefix>(rule.condition);
      break;
  }
  return atom;
}

RuleModel::Reading RuleModel::read_address(const Rule& rule, Scope scope, Formula asked) {
  const Atom atom = address_atom(rule);
  const bool source = rule.source != scope.swapped;
  const bool resolves = !rule.no_resolve && scope.resolve;
  Reading reading = on_address(atom, source, resolves, asked);
  const auto* code = std::get_if<GeoipCode>(&rule.condition);
  const bool listed = atom.test == Test::addresses || (profile_.geodata_mode && atom.test == Test::fact);
  if (code != nullptr && code->negated && listed) {
    // `GEOIP,!cn` in geodata mode: an address that is there, and not in the list.
    const Reading known = on_address({.test = Test::present}, source, resolves, asked);
    reading.holds = formulas_.all_of({known.holds, formulas_.negation(reading.holds)});
  }
  return reading;
}

RuleModel::Reading RuleModel::on_address(Atom atom, bool source, bool resolves, Formula asked) {
  const bool fact = atom.test == Test::fact;
  atom.field = fact ? Field::missing : source ? Field::source : Field::destination;
  if (fact && source) atom.part += " of the source";
  const Formula holds = formulas_.literal(atoms_.add(std::move(atom)));
  const Formula asks = resolves && answered() ? Formulas::kYes : asked;
  if (source || source_ == AddressSource::known) return {.holds = holds, .asked = asks};
  if (source_ == AddressSource::failed) return {.holds = Formulas::kNo, .asked = asks};
  return {.holds = formulas_.all_of({asks, holds}), .asked = asks};
}

Formula RuleModel::text(Field field, Test test, std::string_view value) {
  return formulas_.literal(atoms_.add({.field = field, .test = test, .text = std::string(value)}));
}

Formula RuleModel::pattern(Field field, const Regex& regex) {
  return formulas_.literal(atoms_.add({.field = field, .test = Test::regex, .regex = &regex}));
}

Formula RuleModel::numbers(Field field, const NumberRanges& ranges) {
  if (ranges.ranges.empty()) return Formulas::kYes;
  return formulas_.literal(
      atoms_.add({.field = field, .test = Test::ranges, .ranges = ranges_of(ranges, field)}));
}

Formula RuleModel::names(const DomainSet* set) {
  if (set == nullptr || set->empty()) return Formulas::kNo;
  std::vector<Formula> any;
  for (const DomainSet* part : atoms_.parts_of(set))
    any.push_back(
        formulas_.literal(atoms_.add({.field = Field::name, .test = Test::domain_set, .domains = part})));
  return formulas_.any_of(std::move(any));
}

// Each list is missing by itself: what one of them may hold says nothing of another.
Formula RuleModel::missing(std::string what, std::string part) {
  return formulas_.literal(atoms_.add(
      {.field = Field::missing, .test = Test::fact, .text = std::move(what), .part = std::move(part)}));
}

Formula RuleModel::words(Field field, const NameList& list) {
  std::vector<Formula> any;
  for (const std::string& name : list.names) {
    any.push_back(text(field, Test::equals, name));
    if (field != Field::inbound_type || name != "SOCKS") continue;
    any.push_back(text(field, Test::equals, "SOCKS4"));
    any.push_back(text(field, Test::equals, "SOCKS5"));
  }
  return formulas_.any_of(std::move(any));
}

// Without its names a list is what `visit_names` leaves: patterns, and a set that is not plain.
Formula RuleModel::geosite(const Rule& rule, bool with_names) {
  const auto& list = std::get<GeositeList>(rule.condition);
  const Formula named = formulas_.negation(text(Field::name, Test::equals, ""));
  if (!list.matcher) {
    const Formula held = missing("GeoSite.dat", bare_code(rule.payload));
    return formulas_.all_of({named, list.negated ? formulas_.negation(held) : held});
  }
  const GeositeMatcher& matcher = *list.matcher;
  std::vector<Formula> any;
  if (with_names || list.negated || !matcher.domains.plain()) any.push_back(names(&matcher.domains));
  if (with_names || list.negated) {
    for (const std::string& keyword : matcher.keywords)
      any.push_back(text(Field::name, Test::keyword, keyword));
  }
  for (const Regex& regex : matcher.regexes) any.push_back(pattern(Field::name, regex));
  const Formula listed = formulas_.any_of(std::move(any));
  return formulas_.all_of({named, list.negated ? formulas_.negation(listed) : listed});
}

Formula RuleModel::plain(const Rule& rule, Scope scope) {
  switch (rule.kind) {
    case RuleKind::domain:
      return text(Field::name, Test::equals, rule.payload);
    case RuleKind::domain_suffix:
      return text(Field::name, Test::suffix, rule.payload);
    case RuleKind::domain_keyword:
      return text(Field::name, Test::keyword, rule.payload);
    case RuleKind::domain_regex:
      return pattern(Field::name, std::get<Regex>(rule.condition));
    case RuleKind::domain_wildcard:
      return text(Field::host, Test::wildcard, rule.payload);
    case RuleKind::geosite:
      return geosite(rule, true);
    case RuleKind::src_port:
      return numbers(scope.swapped ? Field::destination_port : Field::source_port,
                     std::get<NumberRanges>(rule.condition));
    case RuleKind::dst_port:
      return numbers(scope.swapped ? Field::source_port : Field::destination_port,
                     std::get<NumberRanges>(rule.condition));
    case RuleKind::in_port:
      return numbers(Field::inbound_port, std::get<NumberRanges>(rule.condition));
    case RuleKind::dscp:
      return numbers(Field::dscp, std::get<NumberRanges>(rule.condition));
    case RuleKind::uid:
      return numbers(Field::uid, std::get<NumberRanges>(rule.condition));
    case RuleKind::process_name:
      return text(Field::process, Test::equals, unicode_lower(rule.payload));
    case RuleKind::process_path:
      return text(Field::process_path, Test::equals, unicode_lower(rule.payload));
    case RuleKind::process_name_regex:
      return pattern(Field::process, std::get<Regex>(rule.condition));
    case RuleKind::process_path_regex:
      return pattern(Field::process_path, std::get<Regex>(rule.condition));
    case RuleKind::process_name_wildcard:
      return text(Field::process, Test::wildcard, unicode_lower(rule.payload));
    case RuleKind::process_path_wildcard:
      return text(Field::process_path, Test::wildcard, unicode_lower(rule.payload));
    case RuleKind::network: {
      const Formula udp = text(Field::network, Test::equals, "udp");
      return std::get<Network>(rule.condition) == Network::udp ? udp : formulas_.negation(udp);
    }
    case RuleKind::in_type:
      return words(Field::inbound_type, std::get<NameList>(rule.condition));
    case RuleKind::in_user:
      return words(Field::inbound_user, std::get<NameList>(rule.condition));
    case RuleKind::in_name:
      return words(Field::inbound_name, std::get<NameList>(rule.condition));
    case RuleKind::rematch_name:
      return words(Field::rematch_name, std::get<NameList>(rule.condition));
    case RuleKind::match:
      return Formulas::kYes;
    default:
      return Formulas::kNo;
  }
}

}  // namespace clashlint
