// Names go over the wire in ASCII. Until January 2026 the core turned rules
// into that form by itself; now it compares the letters as they are (`semantics.md` C.5).
#include <algorithm>

#include <fmt/format.h>

#include "analyzer/check/own_patterns.h"
#include "analyzer/check/own_rows.h"
#include "analyzer/check/reporter.h"
#include "rules/base/written.h"
#include "rules/kind/family.h"
#include "rules/value/punycode.h"
#include "rules/value/text.h"

namespace clashlint {
namespace {

/// `piece` stands in the scalar `value`.
struct Name {
  std::string_view piece;
  std::string_view value;
  Span scalar;
  bool whole = true;  ///< a name, not a part of one
  bool key = false;   ///< of `hosts`: written as another one, the profile would be refused
};

void report_name(const Facts& facts, const Name& name, Reporter& report) {
  Finding& finding =
      report.add(shown_place(facts.sources, name.scalar, name.value, name.piece),
                 fmt::format("no connection asks for \"{}\": names are asked for in ASCII", name.piece));
  const std::optional<std::string> ascii = name.whole ? punycode_name(name.piece) : std::nullopt;
  if (!ascii) {
    finding.notes.emplace_back(name.whole ? "this is no name that anybody can register"
                                          : "a part of a name has no form in ASCII: write the whole name");
    return;
  }
  finding.primary.text = fmt::format("did you mean \"{}\"?", *ascii);
  const auto place = written_place(facts.sources, name.scalar, name.value, name.piece);
  if (!place || name.key) return;
  finding.fixes.push_back({.title = fmt::format("write \"{}\"", *ascii),
                           .applicability = Applicability::unsafe,
                           .edits = {{.span = *place, .text = *ascii}}});
}

bool any_in(const Rule& rule) {
  return (names_hosts(rule.kind) && !is_ascii(rule.payload)) || std::ranges::any_of(rule.parts, any_in);
}

void check_row(const Facts& facts, const Rule& row, RowHome home, Reporter& report) {
  visit_conditions(row, home, [&](const WrittenCondition& condition) {
    const RuleKind kind = condition.rule.kind;
    if (!names_hosts(kind) || is_ascii(condition.rule.payload)) return;
    const bool part = kind == RuleKind::domain_keyword || kind == RuleKind::domain_regex;
    report_name(
        facts,
        {.piece = condition.tokens.payload_text, .value = row.text, .scalar = row.span, .whole = !part},
        report);
  });
}

void run(const Facts& facts, Reporter& report) {
  visit_own_rows(facts, [&](const Rule& row, RowHome home) {
    if (any_in(row)) check_row(facts, row, home, report);
  });
  visit_own_patterns(facts, [&](const OwnPattern& pattern) {
    // With these in it, it is something else than a name.
    if (is_ascii(pattern.text) || pattern.text.find_first_of(",:/ ") != std::string_view::npos) return;
    report_name(facts,
                {.piece = pattern.text,
                 .value = pattern.value,
                 .scalar = pattern.span,
                 .whole = true,
                 .key = pattern.home == PatternHome::hosts},
                report);
  });
}

}  // namespace

extern constinit const Check non_ascii_name{
    .id = "non-ascii-name",
    .category = Category::names,
    .summary = "a name is not written in the ASCII form in which it is asked for",
    .run = run};

}  // namespace clashlint
