#include "analyzer/facts/layer_rows.h"

#include <algorithm>

#include "rules/layers/rule_rows.h"

namespace clashlint {
namespace {

bool puts_in(LayerDeed deed) {
  return deed == LayerDeed::front || deed == LayerDeed::back || deed == LayerDeed::inside;
}

// A MATCH whose target cannot carry UDP is one of those that take the rest; -1: there is none.
int match_before(const std::vector<Rule>& rules, const DeadRow& dead) {
  if (dead.as == DeadAs::behind_match) return dead.first;
  const auto match = std::ranges::find_if(
      dead.takers, [&](int row) { return rules[static_cast<std::size_t>(row)].kind == RuleKind::match; });
  return match == dead.takers.end() ? -1 : *match;
}

}  // namespace

AddedRows added_rows(const LoadedProfile& loaded) {
  AddedRows rows;
  if (!loaded.layered) return rows;
  for (const LayerEffect& effect : loaded.layered->effects) {
    if (!puts_in(effect.deed) || !is_rules(effect.section)) continue;
    for (const YamlNode* row : effect.rows) rows[resolved(*row).span] = &effect;
  }
  return rows;
}

void mark_stranded(const AddedRows& added, const std::vector<Rule>& rules, std::vector<DeadRow>& dead) {
  for (std::size_t row = 0; row < rules.size(); ++row) {
    const auto found = added.find(rules[row].span);
    if (found == added.end() || found->second->deed == LayerDeed::front) continue;
    const int match = match_before(rules, dead[row]);
    if (match < 0 || rules[static_cast<std::size_t>(match)].span.file == rules[row].span.file) continue;
    dead[row].as = DeadAs::stranded;
    dead[row].first = match;
  }
}

SpanSet stray_keys(const LoadedProfile& loaded) {
  SpanSet keys;
  if (!loaded.layered) return keys;
  for (const LayerEffect& effect : loaded.layered->effects) {
    if (effect.deed == LayerDeed::stray) keys.insert(effect.by);
  }
  return keys;
}

}  // namespace clashlint
