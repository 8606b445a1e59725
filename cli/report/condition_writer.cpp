#include "cli/report/condition_writer.h"

#include <algorithm>
#include <limits>

#include "analyzer/match/evaluate.h"
#include "cli/render/printable.h"
#include "cli/report/address_pack.h"
#include "cli/report/trie_pack.h"

namespace clashlint {
namespace {

// Behind an address test: whether it makes the core resolve the name, and which address it looks at.
constexpr int kAsks = 1;
constexpr int kSource = 2;

int address_flags(const Rule& rule) { return (rule.no_resolve ? 0 : kAsks) | (rule.source ? kSource : 0); }

// ::1.2.3.4 of 1.2.3.4.
IpAddress below_zeros(const IpAddress& address) {
  IpAddress below{.is_v6 = true};
  std::copy_n(address.bytes.begin(), 4, below.bytes.begin() + 12);
  return below;
}

}  // namespace

ConditionWriter::ConditionWriter(const Profile& profile) : profile_(profile) {}

Json ConditionWriter::condition(const Rule& rule) {
  if (!rule.understood) return false;
  switch (rule.kind) {
    case RuleKind::domain:
    case RuleKind::domain_suffix:
    case RuleKind::domain_keyword:
      return name_row(rule.kind, rule.payload);
    case RuleKind::domain_regex:
      return Json::array({"x", pattern(std::get<Regex>(rule.condition))});
    case RuleKind::domain_wildcard:
      return Json::array({"w", rule.payload});
    case RuleKind::geosite:
      return geosite(std::get<GeositeList>(rule.condition));
    case RuleKind::geoip:
    case RuleKind::src_geoip:
      return geoip(rule);
    case RuleKind::ip_asn:
    case RuleKind::src_ip_asn:
      return asn(rule);
    case RuleKind::ip_cidr:
    case RuleKind::ip_cidr6:
    case RuleKind::src_ip_cidr:
    case RuleKind::ip_suffix:
    case RuleKind::src_ip_suffix:
      return address(rule);
    case RuleKind::src_port:
      return ports(rule, true);
    case RuleKind::dst_port:
      return ports(rule, false);
    case RuleKind::network:
      return Json::array({"n", std::get<Network>(rule.condition) == Network::udp ? "udp" : "tcp"});
    case RuleKind::rematch_name:
      return Json::array({"m", std::get<NameList>(rule.condition).names});
    case RuleKind::sub_rule:
      return condition(rule.parts.front());
    case RuleKind::not_:
      return Json::array({"!", condition(rule.parts.front())});
    case RuleKind::and_:
    case RuleKind::or_: {
      Json parts = Json::array();
      for (const Rule& part : rule.parts) parts.push_back(condition(part));
      return Json::array({rule.kind == RuleKind::and_ ? "&" : "|", std::move(parts)});
    }
    case RuleKind::rule_set:
      return rule_set(rule);
    case RuleKind::match:
      return true;
    case RuleKind::in_port:
    case RuleKind::dscp:
    case RuleKind::process_name:
    case RuleKind::process_path:
    case RuleKind::process_name_regex:
    case RuleKind::process_path_regex:
    case RuleKind::process_name_wildcard:
    case RuleKind::process_path_wildcard:
    case RuleKind::uid:
    case RuleKind::in_type:
    case RuleKind::in_user:
    case RuleKind::in_name:
      return given(rule);
  }
  return false;
}

// An empty name or keyword takes what its kind says by chance: it is asked byte by byte.
Json ConditionWriter::name_row(RuleKind kind, std::string_view payload) {
  if (payload.empty()) {
    const char* const word = kind == RuleKind::domain ? "d" : kind == RuleKind::domain_suffix ? "e" : "k";
    return Json::array({word, ""});
  }
  const std::uint32_t taker = add_taker();
  add_name(kind, payload, taker);
  return taker;
}

void ConditionWriter::add_name(RuleKind kind, std::string_view payload, std::uint32_t taker) {
  if (kind != RuleKind::domain_keyword) {
    names_.add(payload, kind == RuleKind::domain ? NameForm::whole : NameForm::suffix, taker);
  } else if (is_page_name(payload)) {
    keywords_.push_back(Json::array({payload, taker}));
  }
}

Json ConditionWriter::address(const Rule& rule) {
  const auto& prefix = std::get<IpPrefix>(rule.condition);
  if (rule.kind == RuleKind::ip_suffix || rule.kind == RuleKind::src_ip_suffix)
    return Json::array({"t", address_digits(prefix.address), prefix.bits, address_flags(rule)});
  const IpRange range{.first = prefix.first(), .last = prefix.last()};
  return Json::array({"i", ranges(std::span(&range, 1)), false, address_flags(rule)});
}

Json ConditionWriter::geoip(const Rule& rule) {
  const auto& code = std::get<GeoipCode>(rule.condition);
  const int flags = address_flags(rule);
  if (code.lan) return Json::array({"l", flags});
  if (profile_.geodata_mode) {
    if (code.addresses) return Json::array({"i", ranges(code.addresses->ranges()), code.negated, flags});
    return Json::array({"I", "GeoIP.dat", printable(code.missing), code.negated, flags});
  }
  if (!profile_.country)
    return Json::array({"I", "GEOIP database", printable(profile_.country_availability.why), false, flags});
  const std::string key = "geoip " + code.code;
  auto known = database_places_.find(key);
  if (known == database_places_.end()) {
    const auto all = profile_.country->ranges_of_code(code.code, std::numeric_limits<std::size_t>::max());
    const bool zeros = !all.empty() && !all.front().first.is_v6 && [&] {
      const auto codes = profile_.country->codes(below_zeros(all.front().first));
      return std::ranges::find(codes, code.code) != codes.end();
    }();
    known = database_places_.try_emplace(key, mmdb_ranges(all, zeros)).first;
  }
  return Json::array({"i", known->second, false, flags});
}

Json ConditionWriter::asn(const Rule& rule) {
  const int flags = address_flags(rule);
  if (!profile_.asn)
    return Json::array({"I", "ASN database", printable(profile_.asn_availability.why), false, flags});
  const std::string key = "asn " + rule.payload;
  auto known = database_places_.find(key);
  if (known == database_places_.end()) {
    const auto all = profile_.asn->ranges_of_asn(rule.payload, std::numeric_limits<std::size_t>::max());
    const bool zeros = !all.empty() && !all.front().first.is_v6 &&
                       profile_.asn->asn(below_zeros(all.front().first)).number == rule.payload;
    known = database_places_.try_emplace(key, mmdb_ranges(all, zeros)).first;
  }
  return Json::array({"i", known->second, false, flags});
}

std::size_t ConditionWriter::ranges(std::span<const IpRange> ranges) {
  return add_ranges(packed_ranges(ranges));
}

// In the tree of a database IPv4 stands below ::/96, and is found there by such an IPv6 address
// too: the mark `z` says so.
std::size_t ConditionWriter::mmdb_ranges(std::span<const IpRange> ranges, bool zeros) {
  return add_ranges((zeros ? "z" : "") + packed_ranges(ranges));
}

std::size_t ConditionWriter::add_ranges(std::string packed) {
  const auto [place, added] = range_places_.try_emplace(std::move(packed), ranges_.size());
  if (added) ranges_.push_back(place->first);
  return place->second;
}

Json ConditionWriter::ports(const Rule& rule, bool source) const {
  const auto& numbers = std::get<NumberRanges>(rule.condition);
  if (numbers.ranges.empty()) return true;
  Json ranges = Json::array();
  for (const NumberRange& range : numbers.ranges) ranges.push_back(Json::array({range.first, range.last}));
  return Json::array({"p", source, std::move(ranges)});
}

// What the page does not ask for is not given, so that the answer is known here.
Json ConditionWriter::given(const Rule& rule) const {
  const Query query;
  Connection connection;
  connection.query = &query;
  const Truth truth = Evaluator(profile_, connection).evaluate(rule);
  if (!truth.certain) return Json::array({"o", "a pattern for programs takes too many steps"});
  return truth.value;
}

Json ConditionWriter::geosite(const GeositeList& list) {
  if (!list.matcher) return Json::array({"G", printable(list.missing), list.negated});
  const GeositeMatcher& matcher = *list.matcher;
  const auto [place, added] = list_places_.try_emplace(&matcher, geosites_.size());
  if (added) {
    Json json = Json::object();
    add_names(matcher.domains, json);
    for (const std::string& keyword : matcher.keywords) {
      if (keyword.empty()) json["all"] = true;
      if (is_page_name(keyword)) keywords_.push_back(Json::array({keyword, json["taker"]}));
    }
    for (const Regex& regex : matcher.regexes) json["patterns"].push_back(pattern(regex));
    geosites_.push_back(std::move(json));
  }
  return Json::array({"g", place->second, list.negated});
}

// Always with a taker: keywords of a list belong to it as well.
void ConditionWriter::add_names(const DomainSet& domains, Json& list) {
  const std::uint32_t taker = add_taker();
  list["taker"] = taker;
  if (!domains.plain()) {
    list["trie"] = tries_.size();
    tries_.push_back(packed_trie(succinct_layout(domains.patterns())));
    return;
  }
  for (const NameEntry& entry : domains.entries()) names_.add(entry.text(), entry.form(), taker);
}

Json ConditionWriter::rule_set(const Rule& rule) {
  const RuleSet* const used = std::get<RuleSetUse>(rule.condition).set;
  if (used == nullptr) return false;
  return Json::array({"r", set(*used), rule.no_resolve, rule.source});
}

std::size_t ConditionWriter::set(const RuleSet& set) {
  const auto [place, added] = list_places_.try_emplace(&set, sets_.size());
  const std::size_t index = place->second;
  if (!added) return index;
  // Its place first: a set may stand inside itself.
  sets_.push_back(Json::object());
  Json json;
  json["name"] = printable(set.name);
  if (!set.availability.available) json["missing"] = printable(set.availability.why);
  switch (set.behavior) {
    case ProviderBehavior::domain:
      add_names(set.domains, json);
      json["names"] = true;
      break;
    case ProviderBehavior::ipcidr:
      json["ranges"] = ranges(set.addresses.ranges());
      break;
    case ProviderBehavior::classical:
      json["rows"] = pieces(set);
      break;
  }
  sets_[index] = std::move(json);
  return index;
}

// Names that follow each other are one test: `["N", taker, how many]`.
Json ConditionWriter::pieces(const RuleSet& set) {
  Json pieces = Json::array();
  bool in_names = false;
  for (std::size_t at = 0; at < set.rows.size(); ++at) {
    const SetRows::Row row = set.rows[at];
    if (!row.is_name() || row.payload.empty()) {
      in_names = false;
      pieces.push_back(row.is_name() ? name_row(row.kind, row.payload) : condition(*row.rule));
      continue;
    }
    if (!in_names) pieces.push_back(Json::array({"N", add_taker(), 0}));
    in_names = true;
    Json& names = pieces.back();
    names[2] = names[2].get<std::size_t>() + 1;
    add_name(row.kind, row.payload, names[1].get<std::uint32_t>());
  }
  return pieces;
}

// Null: the pattern has no plain form, and the page cannot tell.
std::size_t ConditionWriter::pattern(const Regex& regex) {
  const std::optional<std::string> plain = regex.plain_form();
  const auto [place, added] = pattern_places_.try_emplace(plain.value_or(""), patterns_.size());
  if (added) patterns_.push_back(plain ? Json(printable(*plain)) : Json());
  return place->second;
}

void ConditionWriter::finish(Json& program) && {
  NamePack::Packed packed = std::move(names_).pack();
  program["names"] = std::move(packed.blocks);
  Json bags = Json::array();
  for (const std::vector<std::uint32_t>& bag : packed.bags)
    bags.push_back(bag.size() == 1 ? Json(bag.front()) : Json(bag));
  program["bags"] = std::move(bags);
  program["keywords"] = std::move(keywords_);
  program["patterns"] = std::move(patterns_);
  program["geosites"] = std::move(geosites_);
  program["sets"] = std::move(sets_);
  program["tries"] = std::move(tries_);
  program["ranges"] = std::move(ranges_);
}

}  // namespace clashlint
