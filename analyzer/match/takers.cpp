#include "analyzer/match/takers.h"

#include <algorithm>

#include "analyzer/match/walk.h"
#include "rules/profile/profile.h"

namespace clashlint {
namespace {

std::size_t longest_list(const Profile& profile) {
  std::size_t longest = profile.rules.size();
  for (const auto& list : profile.sub_rules) longest = std::max(longest, list->rules.size());
  return longest;
}

bool is_known(const std::vector<Taker>& takers, const Step& step) {
  return std::ranges::find(takers, step.rule, &Taker::rule) != takers.end();
}

// Rows that match and let the connection go on stand above the one that gets it.
void add_passed(const Answer& answer, std::vector<Taker>& takers) {
  for (const Step& step : answer.steps) {
    const bool goes_on = step.result != StepResult::not_matched && step.result != StepResult::decided;
    if (step.depth != 0 || !goes_on || is_known(takers, step)) continue;
    takers.push_back({.rule = step.rule, .row = step.index, .result = step.result, .target = {}});
  }
}

void add_unknown(const Answer& answer, std::vector<Dependency>& unknown) {
  for (const Dependency& dependency : answer.depends_on) {
    const auto same = [&](const Dependency& other) {
      return other.kind == dependency.kind && other.name == dependency.name;
    };
    if (is_list(dependency.kind) && std::ranges::none_of(unknown, same)) unknown.push_back(dependency);
  }
}

}  // namespace

Takers takers_of(const Profile& profile, const Query& query, const Selections& selections,
                 std::size_t limit) {
  Takers takers;
  std::vector<bool> left_out(longest_list(profile));
  while (takers.rules.size() < limit) {
    const Answer answer = walk(profile, query, selections, {.steps = true, .left_out = &left_out});
    add_passed(answer, takers.rules);
    add_unknown(answer, takers.unknown);
    if (answer.rule == nullptr) return takers;
    takers.rules.push_back({.rule = answer.rule,
                            .row = answer.rule_index,
                            .result = StepResult::decided,
                            .target = answer.target});
    left_out[static_cast<std::size_t>(answer.rule_index)] = true;
  }
  takers.more = true;
  return takers;
}

}  // namespace clashlint
