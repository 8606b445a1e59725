#include "cli/render/step_outcome.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "analyzer/match/chain.h"
#include "cli/render/decision_text.h"
#include "cli/render/printable.h"
#include "rules/base/strings.h"
#include "rules/profile/names.h"
#include "rules/profile/profile.h"

namespace clashlint {
namespace {

// How many rules that match and do not decide are told before the rest is counted.
constexpr std::size_t kMostPassedOver = 3;

// The rule whose target counts: of a SUB-RULE, the one that decided in its list.
const Rule& giver(const Answer& answer, std::size_t at) {
  const int depth = answer.steps[at].depth;
  const Step* last = &answer.steps[at];
  for (std::size_t next = at + 1; next < answer.steps.size() && answer.steps[next].depth > depth; ++next) {
    if (answer.steps[next].result == StepResult::decided) last = &answer.steps[next];
  }
  return *last->rule;
}

std::vector<const Outbound*> hops_of(const ExplainView& view, const Rule& rule) {
  const Outbound* const target = find_outbound(view.profile, rule.target);
  if (target == nullptr) return {};
  return follow(view.profile, *target, view.selections).hops;
}

std::string udp_text(const std::vector<const Outbound*>& hops) {
  const auto shut =
      std::ranges::find_if(hops, [](const Outbound* hop) { return hop->group && hop->group->disable_udp; });
  if (shut != hops.end()) return "matches, but " + printable((*shut)->name) + " has disable-udp: true";
  if (hops.empty()) return "matches, but its target carries no UDP";
  const Outbound& leaf = *hops.back();
  const std::string why = lacks_udp_key(leaf) ? " (`udp: true` is missing)" : "";
  return "matches, but " + printable(leaf.name) + " carries no UDP" + why;
}

std::string decided_text(const Step& step) {
  return step.matched_entry.empty() ? "decides" : "decides, by its entry " + printable(step.matched_entry);
}

}  // namespace

std::string outcome(const ExplainView& view, const Answer& answer, std::size_t at) {
  const Step& step = answer.steps[at];
  switch (step.result) {
    case StepResult::not_matched:
      return step.reason.empty() ? "does not match" : printable(step.reason);
    case StepResult::decided:
      return decided_text(step);
    case StepResult::passed:
      return "matches, but " + chain_text(view, giver(answer, at).target) + " hands on to the next rule";
    case StepResult::no_udp:
      return udp_text(hops_of(view, giver(answer, at)));
    case StepResult::rematched:
      return "matches, and " + chain_text(view, giver(answer, at).target) +
             " begins again with the first rule";
    case StepResult::unknown_target:
      return "names no list of sub-rules, so it never matches";
  }
  return {};
}

std::string full_outcome(const ExplainView& view, const Answer& answer, std::size_t at) {
  const Step& step = answer.steps[at];
  std::string text = outcome(view, answer, at);
  if (step.asked_dns) text = "asks DNS; " + text;
  if (step.uncertain) text += " (uncertain)";
  return text;
}

std::string passed_over_text(const ExplainView& view, const Answer& answer) {
  std::string text;
  std::size_t count = 0;
  for (std::size_t at = 0; at < answer.steps.size(); ++at) {
    const Step& step = answer.steps[at];
    const bool over = step.result == StepResult::passed || step.result == StepResult::no_udp ||
                      step.result == StepResult::rematched;
    if (!over || step.depth > 0 || ++count > kMostPassedOver) continue;
    text += "  " + quoted(view, *step.rule) + " " + outcome(view, answer, at) + "\n";
  }
  if (count > kMostPassedOver)
    text += "  and " + std::to_string(count - kMostPassedOver) + " more match without deciding\n";
  return text;
}

}  // namespace clashlint
