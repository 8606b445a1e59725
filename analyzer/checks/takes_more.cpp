// Conditions that take far more than they look: everything, or whatever has no
// name, no process, no record. Of a rule, such a connection is walked first.

#include <fmt/format.h>

#include "analyzer/check/own_rows.h"
#include "analyzer/check/reporter.h"
#include "analyzer/check/usage.h"
#include "analyzer/facts/rule_words.h"
#include "analyzer/facts/surplus.h"
#include "rules/base/written.h"

namespace clashlint {
namespace {

bool is_wildcard(RuleKind kind) {
  return kind == RuleKind::domain_wildcard || kind == RuleKind::process_name_wildcard ||
         kind == RuleKind::process_path_wildcard;
}

/// One row with all its conditions.
class RowCheck {
 public:
  RowCheck(const Facts& facts, const Rule& row, Reporter& report)
      : facts_(facts), row_(row), report_(report) {}

  /// `proof`: of a row of a list of rules.
  void run(RowHome home, SurplusProof* proof) {
    collect(row_, true);
    std::size_t at = 0;
    visit_conditions(row_, home, [&](const WrittenCondition& condition) {
      const Surplus surplus = surplus_of(condition.rule);
      if (at >= positive_.size() || !positive_[at++] || surplus == Surplus::none) return;
      std::optional<std::string> example = std::string();
      if (proof != nullptr) example = proof->example(condition.rule, surplus);
      if (example) tell(condition, surplus, *example, proof);
    });
  }

  std::string set_name;  ///< of the rule-set that the row stands in

 private:
  // In the order in which conditions are visited.
  void collect(const Rule& rule, bool positive) {
    positive_.push_back(positive);
    for (const Rule& part : rule.parts) collect(part, positive && rule.kind != RuleKind::not_);
  }

  void tell(const WrittenCondition& condition, Surplus surplus, const std::string& example,
            SurplusProof* proof) {
    const Rule& rule = condition.rule;
    const std::string whole = set_name.empty() ? "" : fmt::format(", and the rule-set {} with it", set_name);
    const std::string such =
        example.empty() ? "" : (surplus == Surplus::no_name ? ", such as to " : ", such as ") + example;
    const bool every_name =
        surplus == Surplus::no_name && proof != nullptr && !condition.part && proof->takes_every_name();
    const std::string takes =
        takes_words(condition, surplus, such, every_name) + whole + reason_words(rule, surplus);
    const Span place = condition.part ? piece_place(facts_, row_, whole_text(condition)) : row_.span;
    Finding& finding = report_.add(place, fmt::format("{} {}", condition_text(rule), takes));
    const bool known = surplus != Surplus::everything || !condition.part;
    if (known && !row_.target.empty())
      finding.primary.text =
          fmt::format("{} to {}", surplus == Surplus::everything ? "all of it goes" : "they go", row_.target);
    if (surplus == Surplus::no_record && !facts_.profile.asn) {
      finding.confidence = Confidence::depends;
      finding.notes.emplace_back(
          "where the database is of the kind of GeoLite2: there, what is not known is AS 0");
    }
    advise(finding, condition, surplus);
  }

  std::string takes_words(const WrittenCondition& condition, Surplus surplus, const std::string& such,
                          bool every_name) const {
    switch (surplus) {
      case Surplus::none:
        return {};
      case Surplus::everything:
        return condition.part ? "always holds" : "takes everything" + such;
      case Surplus::no_name:
        return fmt::format("takes {} without a name, too{}",
                           every_name ? "every name, and connections" : "connections", such);
      case Surplus::no_process:
        if (facts_.profile.process_mode == ProcessMode::off) return "takes everything";
        return "takes connections of which no process is known, too" +
               (such.empty() ? such : ", such as those of other devices");
      case Surplus::no_record:
        return "takes every address that the database does not know" + such;
    }
    return {};
  }

  std::string reason_words(const Rule& rule, Surplus surplus) const {
    if (rule.kind == RuleKind::and_) return ": with one pair of parentheses it has no parts";
    if (rule.kind == RuleKind::dscp) return ": a star is no number, and no number stands for all";
    const bool off = surplus == Surplus::no_process && facts_.profile.process_mode == ProcessMode::off;
    return off ? ": with find-process-mode: off no process is known" : "";
  }

  static std::string_view whole_text(const WrittenCondition& condition) {
    const char* const begin = condition.tokens.type_text.data();
    const char* const end = condition.tokens.payload_text.data() + condition.tokens.payload_text.size();
    return {begin, static_cast<std::size_t>(end - begin)};
  }

  void advise(Finding& finding, const WrittenCondition& condition, Surplus surplus) const {
    const Rule& rule = condition.rule;
    const std::string_view payload = condition.tokens.payload_text;
    if (rule.kind == RuleKind::and_ && payload != "()")
      return write(finding, payload, fmt::format("({})", payload), "write a second pair of parentheses");
    if (is_wildcard(rule.kind))
      return write(finding, payload, "?*", "write ?*, which asks for a letter at least");
    if (rule.kind == RuleKind::dscp) finding.notes.emplace_back("name the numbers that are meant: DSCP,46");
    if (surplus == Surplus::no_name || surplus == Surplus::no_process)
      finding.notes.emplace_back("with (?=.) in front the expression asks for a letter at least");
  }

  void write(Finding& finding, std::string_view piece, std::string text, std::string title) const {
    const std::optional<Span> place = written_place(facts_.sources, row_.span, row_.text, piece);
    if (!place) return;
    finding.fixes.push_back({.title = std::move(title),
                             .applicability = Applicability::unsafe,
                             .edits = {{.span = *place, .text = std::move(text)}}});
  }

  const Facts& facts_;
  const Rule& row_;
  Reporter& report_;
  std::vector<bool> positive_;
};

void check_lists(const Facts& facts, Reporter& report) {
  for (std::size_t at = 0; at < facts.lists.size(); ++at) {
    const JudgedLists::List list = facts.lists[at];
    const RowHome home = list.name.empty() ? RowHome::rules : RowHome::sub_rules;
    for (int row = 0; row < list.size(); ++row) {
      if (list.dead[static_cast<std::size_t>(row)].as != DeadAs::alive || !has_surplus(list.rule(row)))
        continue;
      SurplusProof proof(facts.profile, list, row);
      RowCheck(facts, list.rule(row), report).run(home, &proof);
    }
  }
}

void check_sets(const Facts& facts, Reporter& report) {
  const auto used = used_rule_sets(facts);
  for (const auto& set : facts.profile.rule_sets) {
    if (!used.contains(set.get())) continue;
    for (const Rule& row : set->rows.rules()) {
      if (!has_surplus(row)) continue;
      RowCheck check(facts, row, report);
      check.set_name = set->name;
      check.run(RowHome::rule_set, nullptr);
    }
  }
}

void run(const Facts& facts, Reporter& report) {
  check_lists(facts, report);
  check_sets(facts, report);
}

}  // namespace

extern constinit const Check takes_more{
    .id = "takes-more",
    .category = Category::order,
    .summary = "a rule takes far more than it looks: everything, or all that has no name",
    .run = run};

}  // namespace clashlint
