#include "analyzer/check/own_rows.h"

#include "rules/base/written.h"
#include "rules/kind/logic.h"

namespace clashlint {
namespace {

// The texts of the parts of a logic rule. SUB-RULE has one, which needs no second pair around it.
std::vector<std::string_view> part_texts(const Rule& rule, std::string_view payload) {
  if (rule.kind == RuleKind::sub_rule) {
    const std::size_t begin = payload.find('(');
    const std::size_t end = payload.rfind(')');
    if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) return {};
    return {payload.substr(begin + 1, end - begin - 1)};
  }
  const Result<std::vector<std::string_view>> parts = logic_parts(payload);
  return parts ? *parts : std::vector<std::string_view>();
}

// Recursion is as deep as logic rules are nested, which the rule reader bounds.
void visit_written(const Rule& rule, const RuleTokens& tokens, bool part, const ConditionVisit& each) {
  each({.rule = rule, .tokens = tokens, .part = part});
  if (rule.parts.empty()) return;
  const std::vector<std::string_view> texts = part_texts(rule, tokens.payload_text);
  if (texts.size() != rule.parts.size()) return;
  for (std::size_t at = 0; at < texts.size(); ++at)
    visit_written(rule.parts[at], tokenise_rule(texts[at], false), true, each);
}

}  // namespace

void visit_own_rows(const Facts& facts, const OwnRowVisit& each) {
  const auto visit = [&](std::span<const Rule> rows, RowHome home) {
    for (const Rule& row : rows) {
      if (facts.loaded.is_own(row.span.file)) each(row, home);
    }
  };
  visit(facts.profile.rules, RowHome::rules);
  for (const auto& list : facts.profile.sub_rules) visit(list->rules, RowHome::sub_rules);
  visit(facts.profile.dns.filter_rules, RowHome::fake_ip_filter);
  for (const auto& set : facts.profile.rule_sets) visit(set->rows.rules(), RowHome::rule_set);
}

void visit_conditions(const Rule& row, RowHome home, const ConditionVisit& each) {
  visit_written(row, tokenise_rule(row.text, home != RowHome::rule_set), false, each);
}

Span piece_place(const Facts& facts, const Rule& row, std::string_view piece) {
  return shown_place(facts.sources, row.span, row.text, piece);
}

}  // namespace clashlint
