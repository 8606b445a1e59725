#include <algorithm>
#include <optional>
#include <variant>
#include <vector>

#include "analyzer/match/connection.h"
#include "analyzer/match/evaluate.h"
#include "analyzer/match/reason.h"
#include "cli/asked.h"
#include "cli/render/decision_text.h"
#include "cli/render/printable.h"
#include "cli/render/step_outcome.h"
#include "cli/render/steps_text.h"
#include "rules/base/source.h"
#include "rules/kind/family.h"
#include "rules/profile/profile.h"

namespace clashlint {
namespace {

using StepAt = std::optional<std::size_t>;

// Of a rule that is looked at twice (after a rematch, or in a list with two
// doors) the time when it decided, else the last.
StepAt step_of(const Answer& answer, const Rule& rule) {
  StepAt found;
  for (std::size_t at = 0; at < answer.steps.size(); ++at) {
    if (answer.steps[at].rule != &rule) continue;
    found = at;
    if (answer.steps[at].result == StepResult::decided) break;
  }
  return found;
}

// The row of the outer list through which this step was reached.
std::size_t outer_of(const Answer& answer, std::size_t at) {
  while (at > 0 && answer.steps[at].depth > 0) --at;
  return at;
}

// The connection as it was where the walk ended.
Connection ended(const Query& query, const Answer& answer) {
  Connection connection;
  connection.query = &query;
  connection.host = answer.host;
  connection.rule_host = query.sniff_host.empty() ? answer.host : query.sniff_host;
  connection.dst_ip = answer.address;
  connection.src_ip = query.src_ip ? std::optional(unmapped(*query.src_ip)) : std::nullopt;
  connection.resolve_tried = answer.dns_asked;
  connection.asked_dns = answer.dns_asked;
  return connection;
}

// Whether a rule that is not reached would have matched: its condition alone.
// Nothing is said of an address that nobody has named.
std::string own_condition(const ExplainView& view, const Query& query, const Answer& answer,
                          const Rule& rule) {
  const Connection before = ended(query, answer);
  Connection after = before;
  if (Evaluator(view.profile, after).evaluate(rule).value) return {};
  const bool asks = after.asked_dns && !before.asked_dns;
  if (asks && !query.dns && !view.story.dns_given)
    return "; the rule itself would ask for the address, which is not known here (--dns gives one)";
  return "; it would not match either: " + printable(why_not(view.profile, rule, before));
}

const Step* asking_step(const Answer& answer) {
  const auto step = std::ranges::find_if(answer.steps, &Step::asked_dns);
  return step == answer.steps.end() ? nullptr : &*step;
}

// `line 30  DOMAIN-KEYWORD,openai,Proxy takes it first`, and by what of it: its
// entry, or an address that another rule may have asked for.
std::string taker_text(const ExplainView& view, const Query& query, const Answer& answer, const Step& taker) {
  const std::string text = quoted(view, *taker.rule) + " takes it first";
  if (!taker.matched_entry.empty()) return text + ", by its entry " + printable(taker.matched_entry);
  const std::string address = taken_address(*taker.rule, ended(query, answer));
  if (address.empty()) return text;
  const Step* const asker = asking_step(answer);
  const bool other = asker != nullptr && asker->rule != taker.rule && !taker.rule->source;
  return text + ": " + printable(address) +
         (other ? " (" + place_of(view, *asker->rule) + " asked for it)" : std::string());
}

const Step* deciding_step(const Answer& answer) {
  const auto last = std::ranges::find_if(answer.steps.rbegin(), answer.steps.rend(), [](const Step& step) {
    return step.depth == 0 && step.result == StepResult::decided;
  });
  return last == answer.steps.rend() ? nullptr : &*last;
}

const SubRuleList* list_with(const Profile& profile, const Rule& rule) {
  for (const auto& list : profile.sub_rules) {
    const bool inside = std::ranges::any_of(list->rules, [&](const Rule& each) { return &each == &rule; });
    if (inside) return list.get();
  }
  return nullptr;
}

bool opens(const Rule& rule, const SubRuleList& list) {
  const auto* const use = std::get_if<SubRuleUse>(&rule.condition);
  return use != nullptr && use->list == &list;
}

bool is_used(const Profile& profile, const SubRuleList& list) {
  const auto opens_it = [&](const Rule& rule) { return opens(rule, list); };
  return std::ranges::any_of(profile.rules, opens_it) ||
         std::ranges::any_of(profile.sub_rules,
                             [&](const auto& other) { return std::ranges::any_of(other->rules, opens_it); });
}

// Whether the walk went through this list itself: `rules`, a listener's, a rematch's.
bool begins_in(const Answer& answer, const std::vector<Rule>& rules) {
  return std::ranges::any_of(answer.steps, [&](const Step& step) {
    const bool inside = std::ranges::any_of(rules, [&](const Rule& rule) { return &rule == step.rule; });
    return step.depth == 0 && inside;
  });
}

// The step in the list opened at `door` that took the connection before the rule was reached.
const Step* taker_inside(const Answer& answer, std::size_t door) {
  const int depth = answer.steps[door].depth + 1;
  for (std::size_t at = door + 1; at < answer.steps.size() && answer.steps[at].depth >= depth; ++at) {
    const Step& step = answer.steps[at];
    if (step.depth == depth && step.result == StepResult::decided) return &step;
  }
  return nullptr;
}

// Why a rule of a list of sub-rules was not looked at: a rule above it in the
// list takes the connection, or nothing led into the list. Empty: no SUB-RULE
// of the list was looked at either.
std::string unopened(const ExplainView& view, const Query& query, const Answer& answer,
                     const SubRuleList& list) {
  std::string closed;
  for (std::size_t at = 0; at < answer.steps.size(); ++at) {
    const Step& step = answer.steps[at];
    if (!opens(*step.rule, list)) continue;
    if (const Step* const taker = taker_inside(answer, at)) return taker_text(view, query, answer, *taker);
    if (closed.empty())
      closed = quoted(view, *step.rule) + " does not lead into its list: " + outcome(view, answer, at);
  }
  return closed.empty() && !is_used(view.profile, list)
             ? "no SUB-RULE names its list, " + printable(list.name)
             : closed;
}

// The list in which the walk began does not hold the rule.
std::string other_start(const Answer& answer, const Profile& profile) {
  if (begins_in(answer, profile.rules) || answer.steps.empty()) return {};
  const SubRuleList* const list = list_with(profile, *answer.steps.front().rule);
  return list == nullptr ? std::string()
                         : "`rules` is not looked at: this connection begins in " + printable(list->name);
}

std::string unreached(const ExplainView& view, const Query& query, const Answer& answer, const Rule& rule) {
  std::string why;
  if (const SubRuleList* const list = list_with(view.profile, rule)) {
    if (!begins_in(answer, list->rules)) why = unopened(view, query, answer, *list);
  } else {
    why = other_start(answer, view.profile);
  }
  if (why.empty()) {
    const Step* const taker = deciding_step(answer);
    if (taker == nullptr) return decider_text(view, answer);
    why = taker_text(view, query, answer, *taker);
  }
  return why + own_condition(view, query, answer, rule);
}

bool looks_at_address(const Rule& rule) {
  const auto* const use = std::get_if<RuleSetUse>(&rule.condition);
  return looks_at_destination(rule.kind) ||
         (use != nullptr && use->set != nullptr && use->set->behavior == ProviderBehavior::ipcidr);
}

// `no-resolve` above the rule that asks first: the order is what is wrong.
std::string later_asker(const ExplainView& view, const Answer& answer, std::size_t at) {
  const Rule& rule = *answer.steps[at].rule;
  if (!rule.no_resolve || rule.source || !looks_at_address(rule)) return {};
  for (std::size_t next = at + 1; next < answer.steps.size(); ++next) {
    if (answer.steps[next].asked_dns)
      return " (" + place_of(view, *answer.steps[next].rule) + " asks for it, but stands below)";
  }
  return {};
}

const Rule* find_on_line(const ExplainView& view, const std::vector<Rule>& rules, const AskedRow& row) {
  const auto found = std::find_if(rules.begin(), rules.end(),
                                  [&](const Rule& rule) { return stands_on(view.sources, rule, row); });
  return found == rules.end() ? nullptr : &*found;
}

}  // namespace

std::string why_not_text(const ExplainView& view, const Asked& asked, const Query& query,
                         const Answer& answer, const AskedRow& row) {
  const Rule* const rule = rule_on_line(view, row);
  if (rule == nullptr) return "line " + std::to_string(row.line) + " holds no rule";
  const std::string name = quoted(view, *rule);
  const std::string start = name + " does not get " + asked.shown + ": ";
  const StepAt at = step_of(answer, *rule);
  if (!at) return start + unreached(view, query, answer, *rule);
  const Step& step = answer.steps[*at];
  if (step.result != StepResult::decided) {
    const bool told = step.result == StepResult::not_matched && !step.reason.empty();
    return start + (told ? "" : "it ") + outcome(view, answer, *at) + later_asker(view, answer, *at);
  }
  const std::size_t outer = outer_of(answer, *at);
  if (answer.steps[outer].result == StepResult::decided) return name + " does get " + asked.shown;
  return start + "it decides in its list; " + quoted(view, *answer.steps[outer].rule) + " then " +
         outcome(view, answer, outer);
}

const Rule* rule_on_line(const ExplainView& view, const AskedRow& row) {
  if (const Rule* const rule = find_on_line(view, view.profile.rules, row)) return rule;
  for (const auto& list : view.profile.sub_rules) {
    if (const Rule* const rule = find_on_line(view, list->rules, row)) return rule;
  }
  return nullptr;
}

}  // namespace clashlint
