#include "analyzer/facts/asked_names.h"

#include "analyzer/facts/routes.h"

namespace clashlint {

AskedNames asked_names(const Profile& profile, const JudgedLists::List& list) {
  AskedNames asked;
  const int first = list.judge.model().first_asked();
  if (first >= list.size()) return asked;
  asked.asker = first - 1;
  for (int row = first; row < list.size(); ++row) {
    const bool alive = list.dead[static_cast<std::size_t>(row)].as == DeadAs::alive;
    if (alive && list.verdict(row).verdict == Verdict::dns) asked.decided_by_address = true;
    const Rule& rule = list.rule(row);
    if (!alive || exit_of(profile, rule.target) != Exit::proxy) continue;
    if (rule.kind == RuleKind::match && asked.rest < 0) asked.rest = row;
    if (list.judge.index().names(row).any) asked.rows.push_back(row);
  }
  return asked;
}

}  // namespace clashlint
