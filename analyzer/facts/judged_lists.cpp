#include "analyzer/facts/judged_lists.h"

#include "analyzer/facts/dead_rows.h"

namespace clashlint {

JudgedLists::JudgedLists(const LoadedProfile& loaded) : loaded_(loaded) {
  if (loaded.refused) return;
  entries_.push_back({.name = {}, .rules = &profile_.rules, .judge = nullptr});
  for (const auto& list : profile_.sub_rules)
    entries_.push_back({.name = list->name, .rules = &list->rules, .judge = nullptr});
}

JudgedLists::List JudgedLists::operator[](std::size_t at) {
  Entry& entry = entries_[at];
  if (!entry.judge) {
    entry.judge = std::make_unique<ListJudge>(profile_, entry.name);
    entry.dead = find_dead_rows(*entry.rules, *entry.judge);
    if (!added_) added_ = added_rows(loaded_);
    if (!added_->empty()) mark_stranded(*added_, *entry.rules, entry.dead);
  }
  return {.name = entry.name, .rules = *entry.rules, .judge = *entry.judge, .dead = entry.dead};
}

}  // namespace clashlint
