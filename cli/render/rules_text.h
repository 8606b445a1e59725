#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/automaton/verdict.h"
#include "cli/render/paint.h"
#include "rules/base/source.h"

namespace clashlint {

/// A list of rules with its verdicts; `rules` itself has no name.
struct JudgedList {
  std::string name{};
  const std::vector<Rule>& rules;
  ListVerdicts verdicts{};
};

struct JudgedProfile {
  const Sources& sources;
  const Profile& profile;
  std::vector<JudgedList> lists{};
};

/// Which rows are shown, and how.
struct RulesShown {
  std::vector<Verdict> only{};  ///< empty: all
  bool in_full = false;

  bool shows(Verdict verdict) const;
};

/// `alive`, `dns`, `never`, `unknown`.
std::string_view verdict_name(Verdict verdict);
std::optional<Verdict> verdict_named(std::string_view word);

/// A table: line, row, verdict, and the reason in words; then how many of each there are.
std::string rules_text(const JudgedProfile& judged, const RulesShown& shown, Paint paint);

/// A connection in few words: `openrouter.ai (udp, port 53, resolved to 192.0.2.1)`.
std::string connection_text(const Witness& witness);

}  // namespace clashlint
