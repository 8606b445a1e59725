#pragma once

#include <string>

#include "cli/render/explain_view.h"

namespace clashlint {

struct Asked;

/// What was said of a host, to be compared with what is said of it later.
struct SaidAnswer {
  std::string heading;       ///< `openrouter.ai`
  std::string chain;         ///< `LLM → US-LLM-01`
  std::string rule;          ///< the row as written; empty: none
  std::string decider;       ///< `line 31  DOMAIN-SUFFIX,…`
  std::string alternatives;  ///< the paragraph of them
};
SaidAnswer said_answer(const ExplainView& view, const Asked& asked);

/// What is another now: where it ends first, then what can change it.
std::string changed_text(const SaidAnswer& before, const SaidAnswer& now, Paint paint);

}  // namespace clashlint
