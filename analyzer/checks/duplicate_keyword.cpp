// A keyword again, or one that has a keyword in it that is asked for already.
#include <fmt/format.h>

#include "analyzer/automaton/row_names.h"
#include "analyzer/check/facts.h"
#include "analyzer/check/reporter.h"
#include "analyzer/check/row_edit.h"
#include "analyzer/facts/rule_words.h"

namespace clashlint {
namespace {

// The keyword of a rule or of its list that is a part of another; empty: none.
std::string keyword_inside(const Rule& rule, std::string_view text) {
  std::string found;
  visit_names(
      rule, [](auto&&...) {},
      [&](std::string_view keyword) {
        if (found.empty() && text.find(keyword) != std::string_view::npos) found = keyword;
      });
  return found;
}

void add_fix(const Facts& facts, const Rule& rule, bool same_target, Finding& finding) {
  if (const std::optional<Edit> edit = delete_row(facts.sources, rule)) {
    finding.fixes.push_back({.title = "delete this rule",
                             .applicability = same_target ? Applicability::safe : Applicability::unsafe,
                             .edits = {*edit}});
  }
}

void tell(const Facts& facts, const JudgedLists::List& list, int row, Reporter& report) {
  const Rule& rule = list.rule(row);
  const DeadRow& dead = list.dead[static_cast<std::size_t>(row)];
  const Rule& first = list.rule(dead.first);
  const std::string keyword = keyword_inside(first, rule.payload);
  const bool same = keyword == rule.payload;
  const bool same_target = first.target == rule.target;
  const std::string line = line_of(facts.sources, first);
  list.judge.try_dead(row);
  Finding& finding = report.add(
      rule.span,
      same ? fmt::format("the keyword {} again: line {} takes it, for {}", rule.payload, line,
                         same_target ? "the same target" : first.target)
           : fmt::format("every name with {} in it has {} in it: line {} takes it, for {}", rule.payload,
                         keyword, line, same_target ? "the same target" : first.target));
  finding.primary.text = same_target ? "adds nothing" : fmt::format("so {} never gets it", rule.target);
  finding.related.push_back(
      {.span = first.span,
       .text = first.kind == RuleKind::domain_keyword
                   ? std::string("first here")
                   : fmt::format("first here: the keyword {} is in its list", keyword)});
  if (dead.depends) {
    finding.confidence = Confidence::depends;
    finding.notes.push_back(unknown_nodes_words(list.verdict(row).detail()));
  } else if (dead.tcp_only) {
    finding.notes.push_back(fmt::format("UDP still comes here where {} cannot carry it", first.target));
  } else {
    add_fix(facts, rule, same_target, finding);
  }
}

// The second may be there for the UDP that the first one's target cannot carry.
bool keeps_udp(const JudgedLists::List& list, int row) {
  const DeadRow& dead = list.dead[static_cast<std::size_t>(row)];
  const Rule& rule = list.rule(row);
  return dead.tcp_only &&
         (list.rule(dead.first).payload == rule.payload || rule.target.starts_with("REJECT"));
}

void run(const Facts& facts, Reporter& report) {
  for (std::size_t at = 0; at < facts.lists.size(); ++at) {
    const JudgedLists::List list = facts.lists[at];
    for (int row = 0; row < list.size(); ++row) {
      const DeadRow& dead = list.dead[static_cast<std::size_t>(row)];
      if (dead.as == DeadAs::duplicate_keyword && !keeps_udp(list, row)) tell(facts, list, row, report);
    }
  }
}

}  // namespace

extern constinit const Check duplicate_keyword{
    .id = "duplicate-keyword",
    .category = Category::order,
    .summary = "a keyword stands twice, or has one in it that a rule above asks for",
    .run = run};

}  // namespace clashlint
