#include "analyzer/automaton/entries_taken.h"

#include <algorithm>
#include <set>

namespace clashlint {
namespace {

constexpr std::size_t kMaxExamples = 3;

/// Tests of names that a row above needs nothing else for.
struct Taker {
  AtomId atom = 0;
  int row = 0;
};

void add_tests(const ListModel& model, Formula formula, int row, std::vector<Taker>& takers) {
  const Formulas::Node& node = model.formulas[formula];
  if (node.kind == Formulas::Kind::any) {
    for (const Formula part : node.parts) add_tests(model, part, row, takers);
  } else if (node.kind == Formulas::Kind::literal && node.literal.holds &&
             model.atoms[node.literal.atom].field == Field::name) {
    takers.push_back({.atom = node.literal.atom, .row = row});
  } else if (node.kind == Formulas::Kind::all) {
    // `GEOSITE`: a name, and in the list.
    std::vector<Formula> rest;
    for (const Formula part : node.parts) {
      const Formulas::Node& one = model.formulas[part];
      const bool named = one.kind == Formulas::Kind::literal && !one.literal.holds &&
                         model.atoms[one.literal.atom].test == Test::equals &&
                         model.atoms[one.literal.atom].text.empty();
      if (!named) rest.push_back(part);
    }
    if (rest.size() == 1) add_tests(model, rest.front(), row, takers);
  }
}

std::vector<Taker> takers_above(const ListModel& model, int row) {
  std::vector<Taker> takers;
  for (int above = 0; above < row; ++above) {
    const RowModel& one = model.row(AddressSource::known, above);
    // Only where the walk always ends, without asking DNS.
    if (one.takes == one.holds) add_tests(model, one.takes, above, takers);
  }
  return takers;
}

}  // namespace

std::optional<EntriesTaken> entries_taken(ListModel& model, int row) {
  const Rule& rule = model.rule(row);
  const DomainSet* names = nullptr;
  EntriesTaken counts;
  if (const auto* use = std::get_if<RuleSetUse>(&rule.condition);
      rule.kind == RuleKind::rule_set && use->set->behavior == ProviderBehavior::domain) {
    names = &use->set->domains;
    counts.total = use->set->entry_count;
  } else if (const auto* list = std::get_if<GeositeList>(&rule.condition);
             list != nullptr && list->matcher && !list->negated) {
    names = &list->matcher->domains;
    counts.total = list->matcher->entry_count;
  }
  if (names == nullptr || counts.total > kMaxEntriesCounted) return std::nullopt;
  const std::vector<Taker> takers = takers_above(model, row);
  std::set<int> rows;
  for (const TextSpace::Entry& entry : model.texts.entries_of(*names).all) {
    const auto taker =
        std::ranges::find_if(takers, [&](const Taker& each) { return model.texts.covers(each.atom, entry); });
    if (taker == takers.end()) continue;
    ++counts.taken;
    rows.insert(taker->row);
    if (counts.examples.size() < kMaxExamples) counts.examples.push_back(entry.text);
  }
  counts.takers.assign(rows.begin(), rows.end());
  return counts;
}

}  // namespace clashlint
