#pragma once

#include <string>

#include "cli/render/explain_view.h"

namespace clashlint {

struct Asked;
struct Query;

/// Every rule that was looked at and what came of it, one a line; rules of
/// sub-rules stand further in.
std::string steps_text(const ExplainView& view, const Answer& answer);

/// Why the rule on a line does not get the connection, in one line. `query` is
/// the one that `answer` answers.
std::string why_not_text(const ExplainView& view, const Asked& asked, const Query& query,
                         const Answer& answer, const AskedRow& row);

/// The rule whose row begins on this line of the profile or of a layer, in
/// `rules` or `sub-rules`; null if there is none.
const Rule* rule_on_line(const ExplainView& view, const AskedRow& row);

/// What the question leaves out and a rule above the winner asks about:
/// `port (line 12), process (lines 3, 4)`; empty if nothing.
std::string left_out_text(const ExplainView& view, const Asked& asked, const Answer& answer);

}  // namespace clashlint
