#pragma once

#include <cstdint>
#include <functional>

#include "analyzer/check/facts.h"
#include "rules/kind/parse.h"

namespace clashlint {

/// Where a row stands.
enum class RowHome : std::uint8_t { rules, sub_rules, fake_ip_filter, rule_set };

using OwnRowVisit = std::function<void(const Rule& row, RowHome home)>;

/// Every row that is written in the profile's own text or a layer's, `payload` of its
/// rule-providers included, in the order of the sections; not those of list files.
void visit_own_rows(const Facts& facts, const OwnRowVisit& each);

/// One condition as its row writes it: the row's own, or a part of a logic rule.
struct WrittenCondition {
  const Rule& rule;          ///< what it was compiled to
  const RuleTokens& tokens;  ///< views into the row's text
  bool part = false;         ///< it stands in a logic rule
};

using ConditionVisit = std::function<void(const WrittenCondition& condition)>;

/// The row's own condition, then its parts. Cuts the row anew: for rows that
/// are known to be worth it.
void visit_conditions(const Rule& row, RowHome home, const ConditionVisit& each);

/// The bytes of a piece of the row's text, the whole row where it is written otherwise.
Span piece_place(const Facts& facts, const Rule& row, std::string_view piece);

}  // namespace clashlint
