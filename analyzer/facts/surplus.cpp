#include "analyzer/facts/surplus.h"

#include <algorithm>
#include <array>

namespace clashlint {
namespace {

bool takes_empty(const Rule& rule) {
  if (const auto* regex = std::get_if<Regex>(&rule.condition)) {
    // One that takes nothing else is meant for it.
    return regex->search("") == RegexAnswer::yes && regex->search("www.example.com") == RegexAnswer::yes;
  }
  return rule.payload.find_first_not_of('*') == std::string::npos;
}

std::string shown(const Query& query) {
  if (!query.host.empty()) return query.host;
  return query.dst_ip ? to_string(*query.dst_ip) : std::string();
}

}  // namespace

Surplus surplus_of(const Rule& rule) {
  if (!rule.understood) return Surplus::none;
  switch (rule.kind) {
    case RuleKind::and_:
      return rule.parts.empty() ? Surplus::everything : Surplus::none;
    case RuleKind::dscp: {
      const auto* ranges = std::get_if<NumberRanges>(&rule.condition);
      return ranges != nullptr && ranges->ranges.empty() ? Surplus::everything : Surplus::none;
    }
    case RuleKind::domain_regex:
    case RuleKind::domain_wildcard:
      return takes_empty(rule) ? Surplus::no_name : Surplus::none;
    case RuleKind::process_name_regex:
    case RuleKind::process_path_regex:
    case RuleKind::process_name_wildcard:
    case RuleKind::process_path_wildcard:
      return takes_empty(rule) ? Surplus::no_process : Surplus::none;
    case RuleKind::ip_asn:
    case RuleKind::src_ip_asn:
      return rule.payload == "0" ? Surplus::no_record : Surplus::none;
    default:
      return Surplus::none;
  }
}

bool has_surplus(const Rule& rule) {
  if (rule.kind == RuleKind::not_) return false;
  return surplus_of(rule) != Surplus::none || std::ranges::any_of(rule.parts, has_surplus);
}

std::optional<std::string> SurplusProof::example(const Rule& condition, Surplus surplus) {
  switch (surplus) {
    case Surplus::none:
      return std::nullopt;
    case Surplus::everything:
      return any();
    case Surplus::no_name:
      return nameless();
    case Surplus::no_process:
      return without_process(condition);
    case Surplus::no_record:
      return without_record();
  }
  return std::nullopt;
}

bool SurplusProof::takes_every_name() {
  const Formula other = model_.formulas.negation(model_.row(AddressSource::failed, row_).holds);
  return model_.solver.find(std::array{other}, AddressSource::failed).found == Found::no;
}

Formula SurplusProof::is_empty(Field field) {
  return model_.formulas.literal(model_.atoms.add({.field = field, .test = Test::equals, .text = ""}));
}

bool SurplusProof::wins(const Example& example) {
  return model_.is_true(model_.row(example.source, row_).takes, example) &&
         list_.judge.index().first_taker(example, row_) < 0 &&
         confirm(model_, witness_of(model_, example), row_).has_value();
}

std::string SurplusProof::any() {
  const std::optional<Witness> witness = list_.judge.witness(row_);
  return witness ? shown(witness->query) : std::string();
}

std::optional<std::string> SurplusProof::address(const char* text) {
  Example example = plain_example({}, AddressSource::known);
  example.query.dst_ip = parse_ip(text);
  return wins(example) ? std::optional<std::string>(text) : std::nullopt;
}

std::optional<std::string> SurplusProof::nameless() {
  for (const char* text : {"8.8.8.8", "1.1.1.1"}) {
    if (std::optional<std::string> won = address(text)) return won;
  }
  const Formula both = model_.formulas.all_of({is_empty(Field::name), is_empty(Field::host)});
  const std::optional<Witness> witness = list_.judge.witness_with(row_, both);
  return witness ? std::optional(shown(witness->query)) : std::nullopt;
}

std::optional<std::string> SurplusProof::without_process(const Rule& condition) {
  const bool path =
      condition.kind == RuleKind::process_path_regex || condition.kind == RuleKind::process_path_wildcard;
  const Formula none = is_empty(path ? Field::process_path : Field::process);
  return list_.judge.witness_with(row_, none) ? std::optional<std::string>("other devices") : std::nullopt;
}

std::optional<std::string> SurplusProof::without_record() {
  if (!profile_.asn) return std::string();
  for (const char* text : {"192.168.1.1", "10.0.0.1", "203.0.113.1"}) {
    const bool none = profile_.asn->asn(*parse_ip(text)).number == "0";
    if (std::optional<std::string> won = none ? address(text) : std::nullopt) return won;
  }
  return std::nullopt;
}

}  // namespace clashlint
