// Rule-sets as formulas. A classical set is gathered once: a hundred thousand
// names in it are one test.
#include <algorithm>
#include <optional>

#include "analyzer/automaton/rule_model.h"
#include "rules/kind/family.h"
#include "rules/value/name_entries.h"

namespace clashlint {
namespace {

constexpr std::size_t kMaxSetNesting = 50;

bool is_destination_range(const Rule& rule) {
  return (rule.kind == RuleKind::ip_cidr || rule.kind == RuleKind::ip_cidr6) && rule.understood &&
         !rule.source;
}

bool is_logic(const Rule& rule) {
  return rule.kind == RuleKind::and_ || rule.kind == RuleKind::or_ || rule.kind == RuleKind::not_ ||
         rule.kind == RuleKind::rule_set;
}

bool asks_dns(const Rule& rule) {
  return looks_at_destination(rule.kind) && rule.understood && !rule.no_resolve;
}

/// Takes the rows of a set one after the other.
class Half {
 public:
  void add(const SetRows::Row& row) {
    if (!row.is_name() && is_destination_range(*row.rule)) {
      prefixes_.push_back(std::get<IpPrefix>(row.rule->condition));
    } else if (!row.is_name()) {
      others.push_back(row.rule);
    } else if (row.kind == RuleKind::domain_keyword) {
      keywords.push_back(row.payload);
    } else {
      const NameForm form = row.kind == RuleKind::domain ? NameForm::whole : NameForm::suffix;
      entries_.emplace_back(row.payload, form, row.place);
    }
  }

  const DomainSet* names(AtomTable& atoms) {
    if (entries_.empty()) return nullptr;
    return atoms.keep(DomainSet::of_entries(std::move(entries_), nullptr));
  }
  const IpSet* addresses(AtomTable& atoms) const {
    return prefixes_.empty() ? nullptr : atoms.keep(IpSet::of_prefixes(prefixes_));
  }

  std::vector<std::string_view> keywords;
  std::vector<const Rule*> others;

 private:
  std::vector<NameEntry> entries_;
  std::vector<IpPrefix> prefixes_;
};

}  // namespace

// Ranges that ask and ranges that do not stand in one set only where DNS was
// asked anyway: `before` has none that asks.
const RuleModel::Gathered& RuleModel::gathered(const RuleSet& set) {
  const auto [place, fresh] = gathered_.try_emplace(&set);
  Gathered& all = place->second;
  if (!fresh) return all;
  Half before;
  Half behind;
  for (std::size_t at = 0; at < set.rows.size(); ++at) {
    const SetRows::Row row = set.rows[at];
    all.asks = all.asks || (!row.is_name() && asks_dns(*row.rule));
    all.in_order = all.in_order || (!row.is_name() && is_logic(*row.rule));
    (all.asks ? behind : before).add(row);
  }
  const auto half = [&](Half& rows) {
    return Gathered::Half{.names = rows.names(atoms_),
                          .keywords = rows.keywords,
                          .addresses = rows.addresses(atoms_),
                          .others = rows.others};
  };
  all.before = half(before);
  all.behind = half(behind);
  return all;
}

std::vector<const DomainSet*> RuleModel::name_sets(const Rule& rule) {
  std::vector<const DomainSet*> sets;
  const auto add = [&](const DomainSet* set) {
    if (set != nullptr && !set->empty()) sets.push_back(set);
  };
  if (const auto* geosite = std::get_if<GeositeList>(&rule.condition); geosite && geosite->matcher)
    add(&geosite->matcher->domains);
  const auto* use = std::get_if<RuleSetUse>(&rule.condition);
  if (use == nullptr || use->set == nullptr) return sets;
  if (use->set->behavior == ProviderBehavior::domain) add(&use->set->domains);
  if (use->set->behavior != ProviderBehavior::classical) return sets;
  const Gathered& all = gathered(*use->set);
  if (all.in_order) return sets;
  add(all.before.names);
  add(all.behind.names);
  return sets;
}

bool RuleModel::opens(const RuleSet& set) {
  if (std::ranges::find(open_sets_, &set) != open_sets_.end() || open_sets_.size() >= kMaxSetNesting)
    return false;
  open_sets_.push_back(&set);
  return true;
}

// What a set may hold of addresses depends on which of them is looked at, and when; of names it does not.
Formula RuleModel::missing_set(const RuleSet& set, Scope scope) {
  std::string part;
  if (set.behavior != ProviderBehavior::domain) {
    if (scope.swapped) part += " of the source";
    if (!scope.resolve) part += " without asking";
  }
  return missing("rule-set " + set.name, std::move(part));
}

// A set that is not there may hold anything, beside what stands in its `payload`.
RuleModel::Reading RuleModel::read_set(const RuleSet& set, Scope scope, Formula asked, bool with_names) {
  Reading reading{.asked = asked};
  switch (set.behavior) {
    case ProviderBehavior::domain:
      if (with_names || !set.domains.plain()) reading.holds = names(&set.domains);
      break;
    case ProviderBehavior::ipcidr:
      reading =
          on_address({.test = Test::addresses, .set = &set.addresses}, scope.swapped, scope.resolve, asked);
      break;
    case ProviderBehavior::classical:
      reading = read_classical(set, scope, asked, with_names);
      break;
  }
  if (!set.availability.available) reading.holds = formulas_.any_of({reading.holds, missing_set(set, scope)});
  return reading;
}

Formula RuleModel::read_half(const Gathered::Half& half, Scope scope, Formula asked, bool with_names) {
  std::vector<Formula> parts;
  if (with_names) {
    parts.push_back(names(half.names));
    for (const std::string_view keyword : half.keywords)
      parts.push_back(text(Field::name, Test::keyword, keyword));
  }
  if (half.addresses != nullptr) {
    parts.push_back(
        on_address({.test = Test::addresses, .set = half.addresses}, scope.swapped, false, asked).holds);
  }
  // A copy: sets inside may be gathered as well.
  const std::vector<const Rule*> others = half.others;
  for (const Rule* rule : others) {
    if (costly()) break;
    parts.push_back(read(*rule, scope, asked).holds);
  }
  return formulas_.any_of(std::move(parts));
}

// Behind a row that asked, rows are only looked at if nothing before it held:
// and then it was asked.
RuleModel::Reading RuleModel::read_classical(const RuleSet& set, Scope scope, Formula asked,
                                             bool with_names) {
  if (!opens(set)) return {.holds = missing_set(set, scope), .asked = asked};
  const Gathered all = gathered(set);
  Reading reading;
  if (all.in_order) {
    reading = read_in_order(set, scope, asked, with_names);
  } else {
    const bool asks = all.asks && scope.resolve && answered();
    const Formula before = read_half(all.before, scope, asked, with_names);
    const Formula behind = read_half(all.behind, scope, asks ? Formulas::kYes : asked, with_names);
    reading.holds = formulas_.any_of({before, behind});
    reading.asked = asked;
    if (asks && asked != Formulas::kYes) {
      const Formula first = with_names ? before : read_half(all.before, scope, asked, true);
      reading.asked = formulas_.any_of({asked, formulas_.negation(first)});
    }
  }
  open_sets_.pop_back();
  return reading;
}

RuleModel::Reading RuleModel::read_in_order(const RuleSet& set, Scope scope, Formula asked, bool with_names) {
  std::vector<Formula> parts;
  Formula goes_on = Formulas::kYes;
  for (std::size_t at = 0; at < set.rows.size() && !costly(); ++at) {
    const SetRows::Row row = set.rows[at];
    Reading reading{.asked = asked};
    if (!row.is_name()) {
      reading = read(*row.rule, scope, asked);
    } else {
      reading.holds = text(Field::name,
                           row.kind == RuleKind::domain          ? Test::equals
                           : row.kind == RuleKind::domain_suffix ? Test::suffix
                                                                 : Test::keyword,
                           row.payload);
    }
    if (with_names || !row.is_name()) parts.push_back(reading.holds);
    asked = formulas_.any_of({asked, formulas_.all_of({goes_on, reading.asked})});
    if (answered() && asked != Formulas::kYes)
      goes_on = formulas_.all_of({goes_on, formulas_.negation(reading.holds)});
  }
  return {.holds = formulas_.any_of(std::move(parts)), .asked = asked};
}

}  // namespace clashlint
