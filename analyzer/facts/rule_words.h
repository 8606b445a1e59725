#pragma once

#include <optional>
#include <string>

#include "rules/base/source.h"
#include "rules/profile/profile.h"

namespace clashlint {

/// What a rule asks for, to be put behind "takes": `openai.com and every name
/// under it`, `every address in CN`.
std::string asked_words(const Rule& rule);

/// The rule without its target, as it is written: `DOMAIN-SUFFIX,openai.com`.
std::string condition_text(const Rule& rule);

/// One-based line of a rule, to be put behind "line": `31`; `3 of corp.yaml` where
/// it stands in another file than the profile's own, which is the first one.
std::string line_of(const Sources& sources, const Rule& rule);

/// The entry of a rule's list that takes all names that another rule asks for,
/// as far as it is one entry.
struct TakingEntry {
  std::string text;           ///< `+.openai.com`, `keyword openai`
  std::optional<Span> place;  ///< in the list's file
};
std::optional<TakingEntry> taking_entry(const Rule& taker, const Rule& rule);

}  // namespace clashlint
