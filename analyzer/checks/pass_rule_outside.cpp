// PASS-RULE goes on to the next rule of a sub-rule list. In a list that is no
// sub-rule it is an outbound that closes the connection (`semantics.md` D.7).
#include <algorithm>
#include <map>

#include "analyzer/check/definitions.h"
#include "analyzer/check/own_rows.h"
#include "analyzer/check/reporter.h"
#include "rules/base/written.h"
#include "rules/profile/names.h"

namespace clashlint {
namespace {

class PassRuleCheck {
 public:
  PassRuleCheck(const Facts& facts, Reporter& report) : facts_(facts), report_(report) {}

  void run() {
    check(facts_.profile.rules, {});
    const YamlNode* const listeners = top_level(facts_, "listeners");
    if (listeners == nullptr || !listeners->is_sequence()) return;
    for (const YamlNode* listener : listeners->children) {
      const Structure fields(*listener, KeyStyle::fold_underscore);
      const YamlNode* const rule = fields.find("rule");
      for (const auto& list : facts_.profile.sub_rules) {
        if (rule != nullptr && rule->text == list->name) check(list->rules, rule->span);
      }
    }
  }

 private:
  // `listener`: what makes a sub-rule list the rules of a connection.
  void check(const std::vector<Rule>& rows, Span listener) {
    for (const Rule& row : rows) {
      const Outbound* const target = find_outbound(facts_.profile, row.target);
      if (row.kind == RuleKind::sub_rule || target == nullptr || !only_pass_rule(*target)) continue;
      report_row(row, *target);
      if (!(listener == Span{}))
        last_->related.push_back({.span = listener, .text = "this listener takes the list for its rules"});
    }
  }

  void report_row(const Rule& row, const Outbound& target) {
    const std::string_view written = tokenise_rule(row.text, true).target;
    last_ = &report_.add(piece_place(facts_, row, written),
                         "PASS-RULE closes the connection here: only in a sub-rule list does it go on");
    if (target.kind != OutboundKind::pass_rule) {
      last_->primary.text = "always ends at PASS-RULE";
      last_->related.push_back({.span = target.span, .text = "this group"});
      return;
    }
    last_->primary.text = "acts like REJECT";
    if (const auto place = written_place(facts_.sources, row.span, row.text, written)) {
      last_->fixes.push_back({.title = "write \"PASS\", which goes on to the next rule",
                              .applicability = Applicability::unsafe,
                              .edits = {{.span = *place, .text = "PASS"}}});
    }
  }

  // Itself, or a group of which every member is or leads to it.
  bool only_pass_rule(const Outbound& outbound) {
    if (outbound.group == nullptr) return outbound.kind == OutboundKind::pass_rule;
    // A group that leads back to itself makes the profile refused: any answer will do.
    const auto [known, fresh] = known_.try_emplace(&outbound, false);
    if (!fresh) return known->second;
    const bool only = std::ranges::all_of(outbound.group->members,
                                          [&](const Outbound* member) { return only_pass_rule(*member); });
    return known_[&outbound] = only;
  }

  const Facts& facts_;
  Reporter& report_;
  Finding* last_ = nullptr;
  std::map<const Outbound*, bool> known_;
};

void run(const Facts& facts, Reporter& report) { PassRuleCheck(facts, report).run(); }

}  // namespace

extern constinit const Check pass_rule_outside{.id = "pass-rule-outside",
                                               .category = Category::order,
                                               .summary = "PASS-RULE stands where it closes the connection",
                                               .run = run};

}  // namespace clashlint
