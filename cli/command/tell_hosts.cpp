#include "cli/command/tell_hosts.h"

#include <ostream>

#include "analyzer/match/alternatives.h"
#include "analyzer/match/walk.h"
#include "cli/render/explain_text.h"
#include "rules/profile/profile.h"

namespace clashlint {

ExplainView view_of(const ExplainOptions& options, const Environment& environment, const Profile& profile,
                    const Sources& sources) {
  return {.profile = profile,
          .sources = sources,
          .selections = options.selections,
          .paint = Paint(use_color(options.color, environment)),
          .verbosity = options.verbosity,
          .why_not = options.why_not,
          .story = {.dns_given = options.dns_given, .network_given = options.network_given},
          .user_home = environment.user_home};
}

// A scheme that means UDP settles the network as `--udp` does; `https` may be QUIC as well.
Story story_of(const ExplainView& view, const Asked& asked) {
  StoryOptions options = view.story;
  options.network_given = options.network_given || asked.query.network == Network::udp;
  return tell(view.profile, view.sources, asked.query, view.selections, options);
}

std::vector<Story> stories_of(const ExplainView& view, const std::vector<Asked>& hosts) {
  std::vector<Story> stories;
  for (const Asked& asked : hosts) stories.push_back(story_of(view, asked));
  return stories;
}

void write_in_full(const ExplainView& view, const std::vector<Asked>& hosts, std::ostream& out) {
  const WalkOptions options{.steps = true, .reasons = view.verbosity > 1 || view.why_not.has_value()};
  for (const Asked& asked : hosts) {
    const Story story = story_of(view, asked);
    const Answer first = walk(view.profile, story.query, view.selections, options);
    out << full_text(view, asked, story, first) << '\n';
  }
}

void write_hosts(const ExplainView& view, const std::vector<Asked>& hosts, std::ostream& out) {
  if (hosts.size() == 1 || view.verbosity > 0 || view.why_not) return write_in_full(view, hosts, out);
  std::vector<SummaryRow> rows;
  for (const Asked& asked : hosts) rows.push_back(summary_row(view, asked, story_of(view, asked)));
  out << summary_text(view, rows) << '\n';
}

}  // namespace clashlint
