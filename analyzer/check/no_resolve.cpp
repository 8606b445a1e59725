#include "analyzer/check/no_resolve.h"

#include <fmt/format.h>

#include "analyzer/check/row_edit.h"
#include "analyzer/facts/rule_words.h"
#include "rules/kind/family.h"

namespace clashlint {

std::optional<Fix> add_no_resolve(const Sources& sources, const JudgedLists::List& list, int first, int end) {
  std::vector<const Rule*> marked;
  Fix fix{.title = {}, .applicability = Applicability::unsafe, .edits = {}};
  for (int row = first; row < end; ++row) {
    const Rule& rule = list.rule(row);
    if (!list.judge.model().may_ask(row)) continue;
    std::optional<Edit> edit =
        takes_no_resolve(rule.kind) ? append_to_row(sources, rule, ",no-resolve") : std::nullopt;
    if (!edit) return std::nullopt;
    marked.push_back(&rule);
    fix.edits.push_back(std::move(*edit));
  }
  if (marked.empty() || marked.size() > kMaxMovedRows) return std::nullopt;
  fix.title = fmt::format("add no-resolve to {}", lines_words(sources, marked));
  return fix;
}

}  // namespace clashlint
