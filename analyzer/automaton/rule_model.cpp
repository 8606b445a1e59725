#include "analyzer/automaton/rule_model.h"

#include <algorithm>

#include "analyzer/automaton/row_names.h"

namespace clashlint {
namespace {

constexpr int kMaxListDepth = 50;

const Outbound* find_target(const Profile& profile, std::string_view name) {
  const auto found = profile.by_name.find(name);
  return found == profile.by_name.end() ? nullptr : found->second;
}

}  // namespace

bool RuleModel::costly() {
  too_costly_ = too_costly_ || formulas_.size() > kMaxFormulas;
  return too_costly_;
}

const SubRuleList* RuleModel::list_of(const Rule& rule) const {
  const auto* use = std::get_if<SubRuleUse>(&rule.condition);
  return use == nullptr ? nullptr : use->list;
}

RowModel RuleModel::read_row(const Rule& rule, Formula asked) {
  RowModel row;
  const Reading condition = read(rule, {}, asked);
  if (rule.kind != RuleKind::sub_rule) {
    row.holds = condition.holds;
    if (const Outbound* const target = find_target(profile_, rule.target))
      row.takes = formulas_.all_of({row.holds, targets_.stops(*target)});
    return row;
  }
  const SubRuleList* const list = list_of(rule);
  if (list == nullptr) return row;
  const ListReading inner = read_list(list->rules, condition.asked, 1);
  std::vector<Formula> takes;
  for (const Outcome& outcome : inner.outcomes)
    takes.push_back(formulas_.all_of({outcome.decides, outcome.stops}));
  row.holds = formulas_.all_of({condition.holds, inner.decided});
  row.takes = formulas_.all_of({condition.holds, formulas_.any_of(std::move(takes))});
  return row;
}

Formula RuleModel::asked_behind(const Rule& rule, Formula asked) {
  if (!answered() || asked == Formulas::kYes || !rule.understood) return asked;
  if (names_of(rule).nothing_else) return asked;
  const Formula condition = read(rule, {}, asked).asked;
  const SubRuleList* const list = rule.kind == RuleKind::sub_rule ? list_of(rule) : nullptr;
  if (list == nullptr) return condition;
  const Formula holds = read(rule, {}, asked).holds;
  return formulas_.any_of({condition, formulas_.all_of({holds, read_list(list->rules, condition, 1).asked})});
}

std::vector<TargetWay> RuleModel::ways(const Rule& rule, Formula asked) {
  const SubRuleList* const list = list_of(rule);
  if (rule.kind != RuleKind::sub_rule || list == nullptr)
    return {{.target = rule.target, .takes = read_row(rule, asked).takes}};
  const Reading condition = read(rule, {}, asked);
  std::vector<TargetWay> ways;
  for (const Outcome& outcome : read_list(list->rules, condition.asked, 1, true).outcomes) {
    const Formula takes = formulas_.all_of({condition.holds, outcome.decides, outcome.stops});
    const auto known = std::ranges::find(ways, outcome.target, &TargetWay::target);
    if (known == ways.end()) {
      ways.push_back({.target = outcome.target, .takes = takes});
    } else {
      known->takes = formulas_.any_of({known->takes, takes});
    }
  }
  return ways;
}

RuleModel::InnerRow RuleModel::read_inner(const Rule& rule, Formula asked, int depth, bool by_target) {
  const Reading condition = read(rule, {}, asked);
  InnerRow row{.asked = condition.asked};
  if (rule.kind == RuleKind::sub_rule) {
    const SubRuleList* const list = list_of(rule);
    if (list == nullptr) return row;
    ListReading inner = read_list(list->rules, condition.asked, depth + 1, by_target);
    row.asked = formulas_.any_of({condition.asked, formulas_.all_of({condition.holds, inner.asked})});
    row.yields = formulas_.all_of({condition.holds, inner.decided});
    for (Outcome& outcome : inner.outcomes) {
      outcome.decides = formulas_.all_of({condition.holds, outcome.decides});
      row.outcomes.push_back(outcome);
    }
  } else if (const Outbound* target = find_target(profile_, rule.target)) {
    const Formula passes = targets_.passes_in_list(*target);
    row.yields = formulas_.all_of({condition.holds, formulas_.negation(passes)});
    row.outcomes.push_back({.target = rule.target, .decides = row.yields, .stops = targets_.stops(*target)});
  }
  return row;
}

// Where every row ends the walk in the same way, which row it was does not
// matter; then the order decides only whether DNS was asked.
RuleModel::ListReading RuleModel::read_list(const std::vector<Rule>& rules, Formula asked, int depth,
                                            bool by_target) {
  ListReading reading{.asked = asked};
  if (depth > kMaxListDepth) too_costly_ = true;
  std::vector<InnerRow> rows;
  Formula reach = Formulas::kYes;
  for (const Rule& rule : rules) {
    if (costly()) return reading;
    rows.push_back(read_inner(rule, reading.asked, depth, by_target));
    reading.asked = formulas_.any_of({reading.asked, formulas_.all_of({reach, rows.back().asked})});
    if (answered() && reading.asked != Formulas::kYes)
      reach = formulas_.all_of({reach, formulas_.negation(rows.back().yields)});
  }
  std::vector<Formula> decided;
  for (const InnerRow& row : rows) {
    decided.push_back(row.yields);
    reading.outcomes.insert(reading.outcomes.end(), row.outcomes.begin(), row.outcomes.end());
  }
  reading.decided = formulas_.any_of(std::move(decided));
  const bool same = std::ranges::all_of(reading.outcomes, [&](const Outcome& outcome) {
    const Outcome& first = reading.outcomes.front();
    return outcome.stops == first.stops && (!by_target || outcome.target == first.target);
  });
  if (same) return reading;
  reading.outcomes.clear();
  reach = Formulas::kYes;
  for (InnerRow& row : rows) {
    for (Outcome& outcome : row.outcomes) {
      outcome.decides = formulas_.all_of({reach, outcome.decides});
      reading.outcomes.push_back(outcome);
    }
    reach = formulas_.all_of({reach, formulas_.negation(row.yields)});
    if (costly()) return reading;
  }
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
      return read_set(*std::get<RuleSetUse>(rule.condition).set, scope, asked, true);
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
    if (answered() && asked != Formulas::kYes)
      goes_on = formulas_.all_of({goes_on, all ? reading.holds : formulas_.negation(reading.holds)});
  }
  return {.holds = all ? formulas_.all_of(std::move(parts)) : formulas_.any_of(std::move(parts)),
          .asked = asked};
}

Formula RuleModel::read_rest(const Rule& rule, Formula asked) {
  if (!rule.understood) return Formulas::kNo;
  if (rule.kind == RuleKind::geosite) return geosite(rule, false);
  if (rule.kind != RuleKind::rule_set) return Formulas::kNo;
  Scope scope;
  scope.resolve = !rule.no_resolve;
  scope.swapped = rule.source;
  return read_set(*std::get<RuleSetUse>(rule.condition).set, scope, asked, false).holds;
}

}  // namespace clashlint
