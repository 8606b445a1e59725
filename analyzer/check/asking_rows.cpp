#include "analyzer/check/asking_rows.h"

#include <fmt/format.h>

#include "analyzer/check/row_edit.h"
#include "analyzer/facts/rule_words.h"
#include "rules/base/strings.h"

namespace clashlint {
namespace {

bool is_leaf(const Rule& rule) {
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

}  // namespace

std::optional<Fix> add_no_resolve(const Sources& sources, const JudgedLists::List& list, int first, int end) {
  std::vector<const Rule*> marked;
  Fix fix{.title = {}, .applicability = Applicability::unsafe, .edits = {}};
  for (int row = first; row < end; ++row) {
    const Rule& rule = list.rule(row);
    if (!list.judge.model().asks_by_itself(row)) continue;
    std::optional<Edit> edit = is_leaf(rule) ? append_to_row(sources, rule, ",no-resolve") : std::nullopt;
    if (!edit) return std::nullopt;
    marked.push_back(&rule);
    fix.edits.push_back(std::move(*edit));
  }
  if (marked.empty() || marked.size() > kMaxMovedRows) return std::nullopt;
  fix.title = fmt::format("add no-resolve to {}", lines_text(sources, marked));
  return fix;
}

std::string lines_text(const Sources& sources, const std::vector<const Rule*>& rows) {
  std::vector<std::string> lines;
  for (const Rule* row : rows) lines.push_back(std::to_string(line_of(sources, *row)));
  return (rows.size() == 1 ? "line " : "lines ") + join(lines, ", ");
}

}  // namespace clashlint
