#include "analyzer/facts/keyword_names.h"

#include <algorithm>

#include "analyzer/automaton/row_names.h"

namespace clashlint {

void visit_names_with_keywords(const JudgedLists::List& list,
                               const std::function<void(const NamedEntry& entry)>& visit) {
  const auto is_keyword = [&](int row) { return list.rule(row).kind == RuleKind::domain_keyword; };
  bool any = false;
  for (int row = 0; row < list.size() && !any; ++row) any = is_keyword(row);
  if (!any) return;
  std::vector<int> keywords;
  for (int row = 0; row < list.size(); ++row) {
    if (!list.judge.index().names(row).any) continue;
    const auto entry = [&](std::string_view text, NameForm form, std::uint32_t place) {
      keywords.clear();
      list.judge.index().visit_keywords_in(text, [&](int each) {
        if (is_keyword(each)) keywords.push_back(each);
      });
      if (keywords.empty()) return;
      std::ranges::sort(keywords);
      keywords.erase(std::unique(keywords.begin(), keywords.end()), keywords.end());
      visit({.text = text, .form = form, .place = place, .row = row, .keywords = keywords});
    };
    visit_names(list.rule(row), entry, [](std::string_view) {});
  }
}

}  // namespace clashlint
