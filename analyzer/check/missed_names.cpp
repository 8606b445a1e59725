#include "analyzer/check/missed_names.h"

#include <utility>

#include "analyzer/check/own_rows.h"
#include "rules/base/strings.h"
#include "rules/value/public_suffix.h"

namespace clashlint {

void MissedNames::add(const OwnPattern& pattern) {
  List& list = lists_[pattern.list];
  const std::string_view text = pattern.text;
  list.knows = list.knows || text.starts_with("+.") || text.starts_with('*');
  if (text.starts_with('.') && is_registered_name(ascii_lower(text.substr(1)))) {
    if (list.dotted.empty()) order_.push_back(pattern.list);
    list.dotted.push_back(pattern);
  } else {
    list.named.insert(ascii_lower(text));
  }
}

std::vector<std::vector<OwnPattern>> MissedNames::lists() const {
  std::vector<std::vector<OwnPattern>> all;
  if (order_.empty()) return all;
  const std::unordered_set<std::string> elsewhere = names_in_rows();
  for (const YamlNode* const node : order_) {
    const List& list = lists_.at(node);
    if (list.knows) continue;
    std::vector<OwnPattern> missed;
    for (const OwnPattern& pattern : list.dotted) {
      const std::string name = ascii_lower(pattern.text.substr(1));
      if (!list.named.contains(name) && !elsewhere.contains(name)) missed.push_back(pattern);
    }
    if (!missed.empty()) all.push_back(std::move(missed));
  }
  return all;
}

std::unordered_set<std::string> MissedNames::names_in_rows() const {
  std::unordered_set<std::string> names;
  visit_own_rows(facts_, [&](const Rule& row, RowHome) {
    if (row.kind == RuleKind::domain || row.kind == RuleKind::domain_suffix) names.insert(row.payload);
  });
  return names;
}

}  // namespace clashlint
