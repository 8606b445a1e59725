// A row whose own condition never holds.
#include <algorithm>

#include <fmt/format.h>

#include "analyzer/check/facts.h"
#include "analyzer/check/list_story.h"
#include "analyzer/check/own_rows.h"
#include "analyzer/check/pattern_language.h"
#include "analyzer/check/reporter.h"
#include "analyzer/check/row_edit.h"
#include "analyzer/facts/impossible_words.h"
#include "analyzer/facts/rule_words.h"
#include "rules/base/written.h"
#include "rules/kind/family.h"
#include "rules/value/text.h"

namespace clashlint {
namespace {

// What `wrong-pattern-language`, `non-ascii-name` and `irrelevant-rule` say of a
// row, with all that is to be said.
bool is_told_elsewhere(const Rule& rule) {
  if (rule.kind == RuleKind::rematch_name) return true;
  if (names_hosts(rule.kind) && (!is_ascii(rule.payload) || misread_payload(rule.kind, rule.payload)))
    return true;
  return std::ranges::any_of(rule.parts, is_told_elsewhere);
}

std::optional<Fix> written_as_meant(const Facts& facts, const Rule& rule, const ImpossibleWords& words) {
  const RuleTokens tokens = tokenise_rule(rule.text, true);
  const char* const begin = tokens.type_text.data();
  const char* const end = tokens.payload_text.data() + tokens.payload_text.size();
  const std::string_view whole(begin, static_cast<std::size_t>(end - begin));
  const std::optional<Span> place = written_place(facts.sources, rule.span, rule.text, whole);
  if (!place) return std::nullopt;
  Fix fix{.title = fmt::format("write {}{}", words.meant, words.options.empty() ? "" : ",…" + words.options),
          .applicability = Applicability::unsafe,
          .edits = {{.span = *place, .text = words.meant}}};
  if (!words.options.empty()) {
    std::optional<Edit> edit = append_to_row(facts.sources, rule, words.options);
    if (!edit) return std::nullopt;
    fix.edits.push_back(std::move(*edit));
  }
  return fix;
}

void tell(const Facts& facts, const Rule& rule, Reporter& report) {
  const ImpossibleWords words = impossible_words(facts.profile, rule);
  Finding& finding =
      report.add(rule.span, fmt::format("{} {}: {}", condition_text(rule),
                                        words.by_data ? "matches nothing" : "can never match", words.reason));
  if (words.by_data) finding.confidence = Confidence::depends;
  finding.primary.text = rule.kind == RuleKind::sub_rule ? "so it is always passed over"
                                                         : fmt::format("so {} gets nothing", rule.target);
  const auto* use = std::get_if<RuleSetUse>(&rule.condition);
  if (use != nullptr && use->set != nullptr) {
    const RuleSet& set = *use->set;
    finding.related.push_back(
        {.span = set.span,
         .text = set.path.empty() ? "this rule-set" : fmt::format("read from {}", set.path)});
  }
  if (!words.note.empty()) finding.notes.push_back(words.note);
  if (words.meant.empty()) return;
  if (std::optional<Fix> fix = written_as_meant(facts, rule, words)) {
    finding.fixes.push_back(std::move(*fix));
  } else {
    finding.notes.push_back(fmt::format("did you mean {}?", words.meant));
  }
}

void run(const Facts& facts, Reporter& report) {
  for (std::size_t at = 0; at < facts.lists.size(); ++at) {
    const JudgedLists::List list = facts.lists[at];
    for (int row = 0; row < list.size(); ++row) {
      if (list.dead[static_cast<std::size_t>(row)].as != DeadAs::impossible) continue;
      const Rule& rule = list.rule(row);
      if (!is_told_of(facts, rule) && !is_told_elsewhere(rule)) tell(facts, rule, report);
    }
  }
}

}  // namespace

extern constinit const Check impossible_rule{.id = "impossible-rule",
                                             .category = Category::order,
                                             .summary = "the condition of a rule can never hold",
                                             .run = run};

}  // namespace clashlint
