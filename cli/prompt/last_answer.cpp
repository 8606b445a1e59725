#include "cli/prompt/last_answer.h"

#include "analyzer/match/alternatives.h"
#include "cli/command/tell_hosts.h"
#include "cli/render/alternatives_text.h"
#include "cli/render/decision_text.h"
#include "rules/kind/rule.h"

namespace clashlint {

SaidAnswer said_answer(const ExplainView& view, const Asked& asked) {
  const Story story = story_of(view, asked);
  return {.heading = asked.shown,
          .chain = chain_text(story.first),
          .rule = story.first.rule == nullptr ? std::string() : story.first.rule->text,
          .decider = decider_text(view, story.first),
          .alternatives = alternatives_text(view, story)};
}

std::string changed_text(const SaidAnswer& before, const SaidAnswer& now, Paint paint) {
  if (now.chain != before.chain || now.rule != before.rule) {
    std::string text = paint.strong(now.heading + " → " + now.chain) + "\n  by " + now.decider + "\n";
    text += "  before: " + before.chain + " by " + before.decider + "\n";
    if (now.alternatives != before.alternatives && !now.alternatives.empty()) text += "\n" + now.alternatives;
    return text;
  }
  std::string text = now.heading + " goes as before: " + now.chain;
  if (now.decider != before.decider) text += " by " + now.decider;
  text += "\n";
  if (now.alternatives == before.alternatives) return text;
  if (now.alternatives.empty()) return text + "Nothing that was tried changes it any more.\n";
  return text + "\n" + now.alternatives;
}

}  // namespace clashlint
