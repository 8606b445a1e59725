#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/automaton/list_judge.h"
#include "cli/render/paint.h"
#include "rules/base/source.h"

namespace clashlint {

/// A list of rules with its verdicts; `rules` itself has no name.
struct JudgedList {
  std::string name{};
  const std::vector<Rule>& rules;
  std::unique_ptr<ListJudge> judge;

  const RowVerdict& verdict(std::size_t row) const { return judge->verdicts()[row]; }
};

struct JudgedProfile {
  const Sources& sources;
  const Profile& profile;
  std::vector<JudgedList> lists{};
};

/// Judges `rules` and every list of sub-rules. Both must outlive the result.
JudgedProfile judge_all(const Profile& profile, const Sources& sources);

/// Where a rule stands; nothing: it is none of these lists'.
struct PlacedRow {
  std::size_t list = 0;
  std::size_t row = 0;
};
std::optional<PlacedRow> place_in(const JudgedProfile& judged, const Rule& rule);

/// Which rows are shown, and how.
struct RulesShown {
  std::vector<Verdict> only{};  ///< empty: all
  bool in_full = false;

  bool shows(Verdict verdict) const;
};

/// `alive`, `dns`, `never`, `unknown`.
std::string_view verdict_name(Verdict verdict);
std::optional<Verdict> verdict_named(std::string_view word);

/// How many rows have each verdict.
std::map<Verdict, std::size_t> verdict_counts(const JudgedProfile& judged);
/// `never wins`, `are decided by DNS`: behind a count.
std::string_view verdict_words(Verdict verdict, std::size_t count);

/// A table: line, row, verdict, and the reason in words; then how many of each there are.
std::string rules_text(const JudgedProfile& judged, const RulesShown& shown, Paint paint);

/// What one row takes, as the table says it: `e.g. openrouter.ai · unless …`.
std::string taken_text(const JudgedProfile& judged, PlacedRow row, Paint paint);

}  // namespace clashlint
