// UDP to a target that carries none goes on to the rules below, past MATCH too,
// and out directly where no rule is left (`semantics.md` D.6).
#include <algorithm>

#include <fmt/format.h>

#include "analyzer/check/facts.h"
#include "analyzer/check/reporter.h"
#include "analyzer/check/row_edit.h"
#include "analyzer/facts/routes.h"
#include "analyzer/facts/rule_words.h"
#include "analyzer/facts/udp_ends.h"

namespace clashlint {
namespace {

/// Rules that are shown of one target, and rows that are passed over on the way.
constexpr std::size_t kMaxShown = 4;

class FallReport {
 public:
  FallReport(const Facts& facts, const JudgedLists::List& list) : facts_(facts), list_(list) {}

  void tell(const UdpEnd& end, Reporter& report) const {
    const Rule& rule = list_.rule(end.row);
    Finding& finding = report.add(
        rule.span, fmt::format("{} does not go to {}: it goes {}", what(rule), end.target, where(end)));
    finding.primary.text = why(end);
    add_related(end, finding);
    add_way(end, finding);
    finding.notes.push_back(advice(end));
    add_fix(end, finding);
  }

 private:
  static std::string what(const Rule& rule) {
    if (rule.kind == RuleKind::match) return "UDP";
    if (rule.kind == RuleKind::domain || rule.kind == RuleKind::domain_suffix)
      return fmt::format("UDP to {}", rule.payload);
    return fmt::format("the UDP of {}", condition_text(rule));
  }

  static std::string where(const UdpEnd& end) {
    return end.answer.rule == nullptr ? "DIRECT, as no rule is left" : way_words(end.answer.target);
  }

  static std::string why(const UdpEnd& end) {
    if (end.leaf->group) return fmt::format("the group {} has UDP switched off", end.leaf->name);
    if (end.leaf->name == end.target) return fmt::format("{} carries no UDP", end.target);
    return fmt::format("{}, its first choice, carries no UDP", end.leaf->name);
  }

  std::string advice(const UdpEnd& end) const {
    const std::string refuse =
        end.answer.rule == nullptr
            ? "MATCH,REJECT behind MATCH refuses it"
            : fmt::format("a row behind this one refuses it: {},REJECT", condition_text(list_.rule(end.row)));
    if (end.leaf->group) return refuse;
    if (end.leaf->adapter == "Http") return fmt::format("an HTTP proxy never carries UDP; {}", refuse);
    return fmt::format("give {} `udp: true` if its server carries UDP; {}", end.leaf->name, refuse);
  }

  void add_related(const UdpEnd& end, Finding& finding) const {
    std::size_t shown = 0;
    for (const int row : end.rows) {
      if (row == end.row) continue;
      if (++shown > kMaxShown) {
        finding.notes.push_back(fmt::format("nor does the UDP of {} more rules for {}",
                                            end.rows.size() - 1 - kMaxShown, end.target));
        return;
      }
      finding.related.push_back({.span = list_.rule(row).span, .text = "nor does the UDP of this one"});
    }
  }

  void add_way(const UdpEnd& end, Finding& finding) const {
    std::size_t shown = 0;
    for (const Step& step : end.answer.steps) {
      const bool own = step.depth == 0 && list_.rule(step.index).target == end.target;
      if (step.result != StepResult::no_udp || step.depth != 0 || own || ++shown > kMaxShown) continue;
      finding.related.push_back(
          {.span = step.rule->span,
           .text = fmt::format("passed over, too: {} carries no UDP", step.rule->target)});
    }
    if (end.answer.rule != nullptr)
      finding.related.push_back({.span = end.answer.rule->span, .text = "takes it"});
  }

  // Behind the last row, which is MATCH or stands where one is missing.
  void add_fix(const UdpEnd& end, Finding& finding) const {
    if (end.answer.rule != nullptr) return;
    const Rule& last = list_.rule(list_.size() - 1);
    if (last.kind != RuleKind::match) return;
    if (std::optional<Edit> edit = add_rows(facts_.sources, last.span, Beside::below, {"MATCH,REJECT"}))
      finding.fixes.push_back(
          {.title = fmt::format("add MATCH,REJECT behind line {}", line_of(facts_.sources, last)),
           .applicability = Applicability::unsafe,
           .edits = {std::move(*edit)}});
  }

  const Facts& facts_;
  const JudgedLists::List& list_;
};

void run(const Facts& facts, Reporter& report) {
  const std::vector<UdpEnd> ends = find_udp_ends(facts.profile, facts.lists);
  if (ends.empty()) return;
  const JudgedLists::List list = facts.lists[0];
  for (const UdpEnd& end : ends) FallReport(facts, list).tell(end, report);
}

}  // namespace

extern constinit const Check udp_falls_through{
    .id = "udp-falls-through",
    .category = Category::udp,
    .summary = "UDP to a target that carries none slides past it, often out directly",
    .run = run};

}  // namespace clashlint
