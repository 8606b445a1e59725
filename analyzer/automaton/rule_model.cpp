#include "analyzer/automaton/rule_model.h"

#include <algorithm>

#include "rules/value/domain_pattern.h"
#include "rules/value/text.h"

namespace clashlint {
namespace {

constexpr int kMaxListDepth = 50;

std::vector<NumberRange> ranges_of(const NumberRanges& numbers, Field field) {
  const std::uint32_t last = field == Field::uid ? 0xFFFFFFFF : field == Field::dscp ? 63 : 0xFFFF;
  std::vector<NumberRange> ranges = numbers.ranges;
  if (ranges.empty()) ranges.push_back({0, last});  // an empty list takes everything
  // 0 says that there is no user.
  if (field == Field::uid) {
    std::erase_if(ranges, [](const NumberRange& range) { return range.last == 0; });
    for (NumberRange& range : ranges) range.first = std::max<std::uint32_t>(range.first, 1);
  }
  return ranges;
}

[[maybe_unused]] bool is_name_row(const Rule& rule) {
  return (rule.kind == RuleKind::domain || rule.kind == RuleKind::domain_suffix) && rule.understood;
}

const Outbound* find_target(const Profile& profile, std::string_view name) {
  const auto found = profile.by_name.find(name);
  return found == profile.by_name.end() ? nullptr : found->second;
}

}  // namespace

std::vector<RowModel> RuleModel::read(const std::vector<Rule>& rules) {
  std::vector<RowModel> rows;
  Formula asked = Formulas::kNo;
  for (const Rule& rule : rules) {
    rows.push_back(read_row(rule, asked));
    too_costly_ = too_costly_ || formulas_.size() > kMaxFormulas;
    if (too_costly_) break;
  }
  rows.resize(rules.size());
  return rows;
}

RowModel RuleModel::read_row(const Rule& rule, Formula& asked) {
  RowModel row{.asked = asked};
  const Reading condition = read(rule, {}, asked);
  if (rule.kind != RuleKind::sub_rule) {
    const Outbound* const target = find_target(atoms_.profile(), rule.target);
    row.holds = condition.holds;
    if (target != nullptr) row.takes = formulas_.all_of({row.holds, targets_.stops(*target)});
    asked = condition.asked;
    return row;
  }
  const auto* use = std::get_if<SubRuleUse>(&rule.condition);
  if (use == nullptr || use->list == nullptr) {
    asked = condition.asked;
    return row;
  }
  const ListReading list = read_list(use->list->rules, condition.asked, 1);
  std::vector<Formula> takes;
  for (const Outcome& outcome : list.outcomes)
    takes.push_back(formulas_.all_of({outcome.decides, outcome.stops}));
  row.holds = formulas_.all_of({condition.holds, list.decided});
  row.takes = formulas_.all_of({condition.holds, formulas_.any_of(std::move(takes))});
  asked = formulas_.any_of({condition.asked, formulas_.all_of({condition.holds, list.asked})});
  return row;
}

// Where every row ends the walk in the same way, which row it was does not matter.
RuleModel::ListReading RuleModel::read_list(const std::vector<Rule>& rules, Formula asked, int depth) {
  ListReading reading{.asked = asked};
  if (depth > kMaxListDepth) too_costly_ = true;
  if (too_costly_) return reading;
  struct Row {
    Formula holds;
    Formula yields;  ///< holds, and the row is not passed over
    std::vector<Outcome> outcomes;
  };
  std::vector<Row> rows;
  Formula reach = Formulas::kYes;
  bool same = true;
  for (const Rule& rule : rules) {
    const Reading condition = read(rule, {}, reading.asked);
    Row row{.holds = condition.holds, .yields = Formulas::kNo, .outcomes = {}};
    Formula row_asked = condition.asked;
    if (rule.kind == RuleKind::sub_rule) {
      const auto* use = std::get_if<SubRuleUse>(&rule.condition);
      if (use != nullptr && use->list != nullptr) {
        ListReading inner = read_list(use->list->rules, condition.asked, depth + 1);
        row_asked = formulas_.any_of({condition.asked, formulas_.all_of({condition.holds, inner.asked})});
        row.yields = formulas_.all_of({condition.holds, inner.decided});
        for (Outcome& outcome : inner.outcomes) {
          outcome.decides = formulas_.all_of({condition.holds, outcome.decides});
          row.outcomes.push_back(outcome);
        }
      }
    } else if (const Outbound* target = find_target(atoms_.profile(), rule.target)) {
      const Formula passes = targets_.passes_in_list(*target);
      row.yields = formulas_.all_of({condition.holds, formulas_.negation(passes)});
      row.outcomes.push_back({.decides = row.yields, .stops = targets_.stops(*target)});
    }
    for (const Outcome& outcome : row.outcomes) {
      same = same && outcome.stops == (rows.empty() || rows.front().outcomes.empty()
                                           ? row.outcomes.front().stops
                                           : rows.front().outcomes.front().stops);
    }
    reading.asked = formulas_.any_of({reading.asked, formulas_.all_of({reach, row_asked})});
    // Only whether DNS was asked and outcomes that differ depend on the order.
    reach = source_ == AddressSource::answered || !same
                ? formulas_.all_of({reach, formulas_.negation(row.yields)})
                : reach;
    rows.push_back(std::move(row));
    too_costly_ = too_costly_ || formulas_.size() > kMaxFormulas;
    if (too_costly_) return reading;
  }
  std::vector<Formula> decided;
  reach = Formulas::kYes;
  for (const Row& row : rows) {
    decided.push_back(row.yields);
    for (const Outcome& outcome : row.outcomes) {
      reading.outcomes.push_back(
          {.decides = same ? outcome.decides : formulas_.all_of({reach, outcome.decides}),
           .stops = outcome.stops});
    }
    if (!same) reach = formulas_.all_of({reach, formulas_.negation(row.yields)});
  }
  reading.decided = formulas_.any_of(std::move(decided));
  return reading;
}

RuleModel::Reading RuleModel::read(const Rule& rule, Scope scope, Formula asked) {
  if (!rule.understood) return {.holds = Formulas::kNo, .asked = asked};
  switch (rule.kind) {
    case RuleKind::geoip:
    case RuleKind::src_geoip:
    case RuleKind::ip_asn:
    case RuleKind::src_ip_asn:
    case RuleKind::ip_cidr:
    case RuleKind::ip_cidr6:
    case RuleKind::src_ip_cidr:
    case RuleKind::ip_suffix:
    case RuleKind::src_ip_suffix:
      return read_address(rule, scope, asked);
    case RuleKind::sub_rule:
      return read(rule.parts.front(), scope, asked);
    case RuleKind::and_:
      return read_parts(rule, scope, asked, true);
    case RuleKind::or_:
      return read_parts(rule, scope, asked, false);
    case RuleKind::not_: {
      const Reading inner = read(rule.parts.front(), scope, asked);
      return {.holds = formulas_.negation(inner.holds), .asked = inner.asked};
    }
    case RuleKind::rule_set:
      if (rule.no_resolve) scope.resolve = false;
      if (rule.source) scope.swapped = !scope.swapped;
      return read_set(*std::get<RuleSetUse>(rule.condition).set, scope, asked);
    default:
      return {.holds = plain(rule, scope), .asked = asked};
  }
}

// AND goes on while parts hold, OR while they do not.
RuleModel::Reading RuleModel::read_parts(const Rule& rule, Scope scope, Formula asked, bool all) {
  std::vector<Formula> parts;
  Formula goes_on = Formulas::kYes;
  for (const Rule& part : rule.parts) {
    const Reading reading = read(part, scope, asked);
    parts.push_back(reading.holds);
    asked = formulas_.any_of({asked, formulas_.all_of({goes_on, reading.asked})});
    if (source_ == AddressSource::answered)
      goes_on = formulas_.all_of({goes_on, all ? reading.holds : formulas_.negation(reading.holds)});
  }
  return {.holds = all ? formulas_.all_of(std::move(parts)) : formulas_.any_of(std::move(parts)),
          .asked = asked};
}

RuleModel::Reading RuleModel::read_address(const Rule& rule, Scope scope, Formula asked) {
  const Profile& profile = atoms_.profile();
  Atom atom;
  switch (rule.kind) {
    case RuleKind::geoip:
    case RuleKind::src_geoip: {
      const GeoipCode& code = std::get<GeoipCode>(rule.condition);
      atom.text = code.code;
      if (code.lan) {
        atom.test = Test::lan;
        atom.text.clear();
      } else if (profile.geodata_mode && code.addresses) {
        atom.test = Test::addresses;
        atom.set = code.addresses.get();
        atom.text.clear();
      } else if (!profile.geodata_mode && profile.country) {
        atom.test = Test::country;
      } else {
        atom.test = Test::fact;
        atom.text = profile.geodata_mode ? "GeoIP.dat" : "GEOIP database";
      }
      break;
    }
    case RuleKind::ip_asn:
    case RuleKind::src_ip_asn:
      atom.test = profile.asn ? Test::asn : Test::fact;
      atom.text = profile.asn ? rule.payload : "ASN database";
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
  Reading reading = on_address(atom, rule.source != scope.swapped, !rule.no_resolve && scope.resolve, asked);
  const auto* code = std::get_if<GeoipCode>(&rule.condition);
  if (code != nullptr && code->negated && atom.test == Test::addresses) {
    // `GEOIP,!cn` in geodata mode: an address that is there, and not in the list.
    Atom there{.test = Test::present};
    const Reading known =
        on_address(there, rule.source != scope.swapped, !rule.no_resolve && scope.resolve, asked);
    reading.holds = formulas_.all_of({known.holds, formulas_.negation(reading.holds)});
  }
  return reading;
}

RuleModel::Reading RuleModel::on_address(Atom atom, bool source, bool resolves, Formula asked) {
  const bool fact = atom.test == Test::fact;
  atom.field = fact ? Field::missing : source ? Field::source : Field::destination;
  const Formula holds = formulas_.literal(atoms_.add(std::move(atom)));
  const Formula asks = resolves && source_ == AddressSource::answered ? Formulas::kYes : asked;
  if (source || source_ == AddressSource::known) return {.holds = holds, .asked = asks};
  if (source_ == AddressSource::failed) return {.holds = Formulas::kNo, .asked = asks};
  return {.holds = formulas_.all_of({asks, holds}), .asked = asks};
}

RuleModel::Reading RuleModel::read_set(const RuleSet& set, Scope scope, Formula asked) {
  if (!set.availability.available)
    return {.holds = missing("rule-set " + set.name),
            .asked = set.behavior == ProviderBehavior::ipcidr && scope.resolve &&
                             source_ == AddressSource::answered
                         ? Formulas::kYes
                         : asked};
  switch (set.behavior) {
    case ProviderBehavior::domain:
      if (set.domains.empty()) return {.holds = Formulas::kNo, .asked = asked};
      return {.holds = formulas_.literal(
                  atoms_.add({.field = Field::name, .test = Test::domain_set, .domains = &set.domains})),
              .asked = asked};
    case ProviderBehavior::ipcidr:
      return on_address({.test = Test::addresses, .set = &set.addresses}, scope.swapped, scope.resolve,
                        asked);
    case ProviderBehavior::classical:
      return read_classical(set, scope, asked);
  }
  return {};
}

// Its names are one set: which of them it was, and when it was asked, does not matter.
RuleModel::Reading RuleModel::read_classical(const RuleSet& set, Scope scope, Formula asked) {
  if (std::ranges::find(open_sets_, &set) != open_sets_.end() || open_sets_.size() >= kMaxListDepth)
    return {.holds = missing("rule-set " + set.name), .asked = asked};
  open_sets_.push_back(&set);
  const auto [place, fresh] = gathered_.try_emplace(&set);
  Gathered& gathered = place->second;
  if (fresh) {
    std::vector<std::string> patterns;
    for (std::size_t at = 0; at < set.rows.size(); ++at) {
      const SetRows::Row row = set.rows[at];
      const bool suffix = row.kind == RuleKind::domain_suffix;
      if (row.rule == nullptr && row.kind != RuleKind::domain_keyword && is_host_name(row.payload)) {
        patterns.push_back((suffix ? "+." : "") + std::string(row.payload));
      } else if (row.rule == nullptr && row.kind == RuleKind::domain_keyword) {
        gathered.parts.push_back(text(Field::name, Test::keyword, row.payload));
      } else if (row.rule != nullptr) {
        gathered.others.push_back(row.rule);
      }
    }
    if (!patterns.empty()) {
      const DomainSet* const names = atoms_.keep(DomainSet::build(std::move(patterns)));
      gathered.parts.push_back(
          formulas_.literal(atoms_.add({.field = Field::name, .test = Test::domain_set, .domains = names})));
    }
  }
  std::vector<Formula> parts = gathered.parts;
  // A copy: sets inside may be gathered as well.
  const std::vector<const Rule*> others = gathered.others;
  Formula goes_on = Formulas::kYes;
  for (const Rule* rule : others) {
    const Reading reading = read(*rule, scope, asked);
    parts.push_back(reading.holds);
    asked = formulas_.any_of({asked, formulas_.all_of({goes_on, reading.asked})});
    if (source_ == AddressSource::answered)
      goes_on = formulas_.all_of({goes_on, formulas_.negation(reading.holds)});
    if (formulas_.size() > kMaxFormulas) too_costly_ = true;
    if (too_costly_) break;
  }
  open_sets_.pop_back();
  return {.holds = formulas_.any_of(std::move(parts)), .asked = asked};
}

Formula RuleModel::text(Field field, Test test, std::string_view value) {
  return formulas_.literal(atoms_.add({.field = field, .test = test, .text = std::string(value)}));
}

Formula RuleModel::pattern(Field field, const Regex& regex) {
  return formulas_.literal(atoms_.add({.field = field, .test = Test::regex, .regex = &regex}));
}

Formula RuleModel::numbers(Field field, const NumberRanges& ranges) {
  return formulas_.literal(
      atoms_.add({.field = field, .test = Test::ranges, .ranges = ranges_of(ranges, field)}));
}

Formula RuleModel::missing(std::string what) {
  return formulas_.literal(
      atoms_.add({.field = Field::missing, .test = Test::fact, .text = std::move(what)}));
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

Formula RuleModel::geosite(const GeositeList& list) {
  const Formula named = formulas_.negation(text(Field::name, Test::equals, ""));
  if (!list.matcher) return formulas_.all_of({named, missing("GeoSite.dat")});
  std::vector<Formula> any;
  if (!list.matcher->domains.empty()) {
    any.push_back(formulas_.literal(
        atoms_.add({.field = Field::name, .test = Test::domain_set, .domains = &list.matcher->domains})));
  }
  for (const std::string& keyword : list.matcher->keywords)
    any.push_back(text(Field::name, Test::keyword, keyword));
  for (const Regex& regex : list.matcher->regexes) any.push_back(pattern(Field::name, regex));
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
      return geosite(std::get<GeositeList>(rule.condition));
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
