#include "cli/render/steps_text.h"

#include <algorithm>
#include <vector>

#include "analyzer/match/connection.h"
#include "analyzer/match/evaluate.h"
#include "analyzer/match/reason.h"
#include "cli/asked.h"
#include "cli/render/decision_text.h"
#include "cli/render/printable.h"
#include "rules/base/source.h"
#include "rules/profile/profile.h"
#include "rules/value/text.h"

namespace clashlint {
namespace {

std::string outcome(const Step& step) {
  switch (step.result) {
    case StepResult::not_matched:
      return step.reason.empty() ? "does not match" : printable(step.reason);
    case StepResult::decided:
      return step.matched_entry.empty() ? "decides"
                                        : "decides, by its entry " + printable(step.matched_entry);
    case StepResult::passed:
      return "matches, and its target passes on";
    case StepResult::no_udp:
      return "matches, and its target carries no UDP";
    case StepResult::rematched:
      return "matches, and its target begins again";
    case StepResult::unknown_target:
      return "has no such sub-rules: never matches";
  }
  return {};
}

std::string full_outcome(const Step& step) {
  std::string text = outcome(step);
  if (step.asked_dns) text = "asks DNS; " + text;
  if (step.uncertain) text += " (uncertain)";
  return text;
}

const Step* step_of(const Answer& answer, const Rule& rule) {
  const auto step = std::find_if(answer.steps.begin(), answer.steps.end(),
                                 [&](const Step& each) { return each.rule == &rule; });
  return step == answer.steps.end() ? nullptr : &*step;
}

// Whether a rule that is not reached would have matched: its condition alone,
// on the connection as it was where the walk ended.
std::string own_condition(const ExplainView& view, const Query& query, const Answer& answer,
                          const Rule& rule) {
  Connection before;
  before.query = &query;
  before.host = answer.host;
  before.rule_host = query.sniff_host.empty() ? answer.host : query.sniff_host;
  before.dst_ip = answer.address;
  before.src_ip = query.src_ip;
  before.resolve_tried = answer.dns_asked;
  Connection after = before;
  if (Evaluator(view.profile, after).evaluate(rule).value) return {};
  const std::string reason = why_not(view.profile, rule, before, after);
  return "; it would not match either" + (reason.empty() ? "" : ": " + printable(reason));
}

const Rule* find_on_line(const ExplainView& view, const std::vector<Rule>& rules, const AskedRow& row) {
  const auto found = std::find_if(rules.begin(), rules.end(),
                                  [&](const Rule& rule) { return stands_on(view.sources, rule, row); });
  return found == rules.end() ? nullptr : &*found;
}

}  // namespace

std::string steps_text(const ExplainView& view, const Answer& answer) {
  std::vector<std::string> rows;
  int width = 0;
  for (const Step& step : answer.steps) {
    const std::string indent(static_cast<std::size_t>(step.depth) * 2, ' ');
    rows.push_back("  " + indent + quoted(view, *step.rule));
    width = std::max(width, cell_width(rows.back()));
  }
  std::string text;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    text += padded(rows[i], width) + "  " + full_outcome(answer.steps[i]) + "\n";
  }
  return text;
}

std::string why_not_text(const ExplainView& view, const Asked& asked, const Query& query,
                         const Answer& answer, const AskedRow& row) {
  const Rule* const rule = rule_on_line(view, row);
  if (rule == nullptr) return "line " + std::to_string(row.line) + " holds no rule";
  const std::string name = quoted(view, *rule);
  if (rule == answer.rule) return name + " does get " + asked.shown;
  const std::string start = name + " does not get " + asked.shown + ": ";
  if (const Step* const step = step_of(answer, *rule)) {
    if (step->result == StepResult::decided) return name + " does get " + asked.shown;
    const bool has_reason = step->result == StepResult::not_matched && !step->reason.empty();
    return start + (has_reason ? printable(step->reason) : "it " + outcome(*step));
  }
  if (answer.rule == nullptr) return start + decider_text(view, answer);
  return start + quoted(view, *answer.rule) + " takes it first" + own_condition(view, query, answer, *rule);
}

const Rule* rule_on_line(const ExplainView& view, const AskedRow& row) {
  if (const Rule* const rule = find_on_line(view, view.profile.rules, row)) return rule;
  for (const auto& list : view.profile.sub_rules) {
    if (const Rule* const rule = find_on_line(view, list->rules, row)) return rule;
  }
  return nullptr;
}

}  // namespace clashlint
