#include "analyzer/facts/asking_rows.h"

#include <algorithm>

#include "rules/kind/family.h"

namespace clashlint {
namespace {

bool asks(const Rule& rule) {
  if (rule.no_resolve || rule.source) return false;
  return looks_at_destination(rule.kind) || std::ranges::any_of(rule.parts, asks);
}

bool asks_for_few(const Rule& rule) {
  const auto* const use = std::get_if<RuleSetUse>(&rule.condition);
  if (use == nullptr || use->set == nullptr || rule.no_resolve || rule.source) return false;
  return use->set->rows.name_count() > 0 && asking_rows(*use->set).count > 0;
}

}  // namespace

AskingRows asking_rows(const RuleSet& set) {
  AskingRows rows;
  for (const Rule& rule : set.rows.rules()) {
    if (!asks(rule)) continue;
    if (rows.count++ == 0) rows.first = &rule;
  }
  return rows;
}

int first_asking_list(const JudgedLists::List& list) {
  for (int row = 0; row < std::min(list.size(), list.judge.model().first_asked()); ++row) {
    if (!asks_for_few(list.rule(row))) continue;
    return list.dead[static_cast<std::size_t>(row)].as == DeadAs::alive ? row : -1;
  }
  return -1;
}

}  // namespace clashlint
