#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/render/explain_view.h"

namespace clashlint {

struct Asked;

/// ` → 🔭 OpenRouter+LLM → US-LLM-01`, without the arrow in front.
std::string chain_text(const Answer& answer);

/// The same for what a target leads to, with the choices that are made.
std::string chain_text(const ExplainView& view, std::string_view target);

/// The first lines of an answer: what happens, and by which rule. `answer`
/// comes with its steps, so that the rule inside sub-rules can be named.
std::string decision_text(const ExplainView& view, const Asked& asked, const Answer& answer);

/// `(first of 3, selectable)`: how the last group of the chain came to its
/// member; empty where there is no group.
std::string choice_text(const ExplainView& view, const Answer& answer);

/// The rule in words that fit behind `by`: `line 31  DOMAIN-SUFFIX,…`, or why there is none.
std::string decider_text(const ExplainView& view, const Answer& answer);

/// What was asked of DNS and why, for the line `DNS`; empty where there is no name.
std::string dns_text(const ExplainView& view, const Asked& asked, const Answer& answer);

/// Name servers as people know them: no default port, nothing that could be a
/// token (user, path other than the usual one).
std::string nameserver_names(std::span<const std::string> nameservers);

}  // namespace clashlint
