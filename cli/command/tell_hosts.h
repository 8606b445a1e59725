#pragma once

#include <iosfwd>
#include <vector>

#include "cli/app.h"
#include "cli/asked.h"
#include "cli/command/explain_options.h"
#include "cli/render/explain_view.h"

namespace clashlint {

/// What the renderers of `explain` are to know. All that is given must outlive it.
ExplainView view_of(const ExplainOptions& options, const Environment& environment, const Profile& profile,
                    const Sources& sources);

Story story_of(const ExplainView& view, const Asked& asked);
std::vector<Story> stories_of(const ExplainView& view, const std::vector<Asked>& hosts);

/// One host in full, several a line each, unless more is wanted of each.
void write_hosts(const ExplainView& view, const std::vector<Asked>& hosts, std::ostream& out);
void write_in_full(const ExplainView& view, const std::vector<Asked>& hosts, std::ostream& out);

}  // namespace clashlint
