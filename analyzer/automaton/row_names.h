#pragma once

#include <cstddef>
#include <string_view>

#include "rules/profile/profile.h"
#include "rules/value/name_entry.h"

namespace clashlint {

/// The names that a row is about, as far as its condition is a choice of name
/// entries and keywords: DOMAIN, DOMAIN-SUFFIX, DOMAIN-KEYWORD, GEOSITE, and
/// RULE-SET with names in it.
struct RowNames {
  bool any = false;           ///< there are such names
  bool nothing_else = false;  ///< and the condition asks for nothing else
  std::size_t entries = 0;    ///< at most: entries that are no plain names are counted, too
};

RowNames names_of(const Rule& rule);

/// The destination range that a row asks for, and nothing else; null for others.
const IpPrefix* single_range(const Rule& rule);

/// Calls `entry(text, form, place)` for each plain entry and `keyword(text)` for each keyword.
template <typename Entry, typename Keyword>
void visit_names(const Rule& rule, Entry entry, Keyword keyword) {
  const auto each = [&](std::span<const NameEntry> entries) {
    for (const NameEntry& one : entries) {
      if (one.form() != NameForm::other) entry(one.text(), one.form(), one.place);
    }
  };
  if (rule.kind == RuleKind::domain) entry(rule.payload, NameForm::whole, rule.span.begin);
  if (rule.kind == RuleKind::domain_suffix) entry(rule.payload, NameForm::suffix, rule.span.begin);
  if (rule.kind == RuleKind::domain_keyword) keyword(rule.payload);
  if (const auto* list = std::get_if<GeositeList>(&rule.condition); list != nullptr && list->matcher) {
    each(list->matcher->domains.entries());
    for (const std::string& one : list->matcher->keywords) keyword(one);
  }
  const auto* use = std::get_if<RuleSetUse>(&rule.condition);
  if (use == nullptr || use->set == nullptr) return;
  each(use->set->domains.entries());
  for (std::size_t at = 0; at < use->set->rows.size(); ++at) {
    const SetRows::Row row = use->set->rows[at];
    if (!row.is_name()) continue;
    if (row.kind == RuleKind::domain_keyword) {
      keyword(row.payload);
    } else {
      entry(row.payload, row.kind == RuleKind::domain ? NameForm::whole : NameForm::suffix, row.place);
    }
  }
}

}  // namespace clashlint
