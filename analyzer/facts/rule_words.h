#pragma once

#include <string>
#include <vector>

#include "analyzer/automaton/verdict.h"
#include "rules/base/source.h"
#include "rules/profile/profile.h"

namespace clashlint {

/// What a rule asks for, to be put behind "takes": `openai.com and every name
/// under it`, `every address in CN`.
std::string asked_words(const Rule& rule);

/// The rule without its target, as it is written: `DOMAIN-SUFFIX,openai.com`.
std::string condition_text(const Rule& rule);

/// One-based line, to be put behind "line": `31`; `3 of corp.yaml` in another file
/// than the profile's own, which is the first one.
std::string line_of(const Sources& sources, Span place);
std::string line_of(const Sources& sources, const Rule& rule);

/// A rule that takes everything, to be put behind "behind": `the MATCH of line 31`,
/// `NOT,((DOMAIN,a.example)) (line 30), which takes everything`.
std::string last_words(const Sources& sources, const Rule& rule);

/// `line 31`, `lines 31 and 33`, `lines 31, 32, 33, 34 and 9 more`.
std::string lines_words(const Sources& sources, const std::vector<const Rule*>& rules);

/// `DIRECT and 🔭 AI`, each once; `4 targets` where they are many.
std::string targets_words(const std::vector<const Rule*>& rules);

/// What it asks for stands in data that is downloaded, and may be another tomorrow.
bool may_change(const Rule& rule);

/// For a note, where a verdict depends on nodes that are not here.
std::string unknown_nodes_words(const RowDetails& details);

}  // namespace clashlint
