#include "analyzer/check/no_resolve.h"

#include <fmt/format.h>

#include "analyzer/check/row_edit.h"
#include "analyzer/facts/rule_words.h"

namespace clashlint {
bool takes_no_resolve(const Rule& rule) {
  switch (rule.kind) {
    case RuleKind::geoip:
    case RuleKind::ip_asn:
    case RuleKind::ip_cidr:
    case RuleKind::ip_cidr6:
    case RuleKind::ip_suffix:
    case RuleKind::rule_set:
      return true;
    default:
      return false;
  }
}

std::optional<Fix> add_no_resolve(const Sources& sources, const JudgedLists::List& list, int first, int end) {
  std::vector<const Rule*> marked;
  Fix fix{.title = {}, .applicability = Applicability::unsafe, .edits = {}};
  for (int row = first; row < end; ++row) {
    const Rule& rule = list.rule(row);
    if (!list.judge.model().may_ask(row)) continue;
    std::optional<Edit> edit =
        takes_no_resolve(rule) ? append_to_row(sources, rule, ",no-resolve") : std::nullopt;
    if (!edit) return std::nullopt;
    marked.push_back(&rule);
    fix.edits.push_back(std::move(*edit));
  }
  if (marked.empty() || marked.size() > kMaxMovedRows) return std::nullopt;
  fix.title = fmt::format("add no-resolve to {}", lines_words(sources, marked));
  return fix;
}

}  // namespace clashlint
