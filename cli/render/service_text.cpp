#include "cli/render/service_text.h"

#include <algorithm>
#include <utility>

#include "analyzer/facts/way.h"
#include "cli/render/decision_text.h"
#include "cli/render/printable.h"
#include "cli/render/table_text.h"
#include "rules/base/strings.h"

namespace clashlint {
namespace {

std::string headline(const ServiceStories& stories) {
  const std::string name = printable(stories.service.name);
  if (stories.service.together.empty()) return name + " has no hosts that must leave together";
  if (stories.ways == 1) return name + " goes one way";
  return name + " goes " + (stories.ways == 2 ? "two" : stories.ways == 3 ? "three" : "several") + " ways";
}

std::string what_is_together(const Service& service) {
  if (service.together.empty()) return {};
  std::vector<std::string> roles;
  for (const HostRole role : service.together) roles.emplace_back(to_string(role));
  return "Together: " + join(roles, ", ") + ". The others may differ.\n";
}

std::string place(const ExplainView& view, const Answer& answer) {
  return answer.rule == nullptr ? "no rule" : place_of(view, *answer.rule);
}

}  // namespace

ServiceStories compare(const ExplainView& view, const Service& service, std::vector<Story> stories) {
  ServiceStories result{.service = service, .stories = std::move(stories)};
  std::vector<Companion> all;
  std::vector<std::size_t> hosts;
  std::vector<Way> ways;
  for (std::size_t at = 0; at < result.stories.size(); ++at) {
    if (!service.is_together(service.hosts[at].role)) continue;
    const Answer& answer = result.stories[at].first;
    all.push_back({.way = way_of(view.profile, answer), .said = !answer.left_over()});
    hosts.push_back(at);
    if (std::ranges::find(ways, all.back().way) == ways.end()) ways.push_back(all.back().way);
  }
  result.apart.resize(result.stories.size());
  for (std::size_t at = 0; at < all.size(); ++at)
    result.apart[hosts[at]] = !(all[at].way == way_of_most(all));
  result.ways = ways.size();
  return result;
}

std::string service_text(const ExplainView& view, const ServiceStories& stories) {
  FindingTable table{.columns = {"role", "host", "place", "chain"}};
  bool any = false;
  for (std::size_t at = 0; at < stories.stories.size(); ++at) {
    const ServiceHost& host = stories.service.hosts[at];
    const Story& story = stories.stories[at];
    const bool can_change = !story.alternatives.empty();
    any = any || can_change;
    table.rows.push_back(
        {.cells = {std::string(to_string(host.role)), host.pattern + (can_change ? " *" : ""),
                   place(view, story.first), chain_text(story.first)},
         .mark = stories.is_apart(at) ? "its session is split" : ""});
  }
  std::string text =
      view.paint.strong(headline(stories)) + "\n" + table_text(table, "   ", view.paint) + "\n";
  text += what_is_together(stories.service);
  if (any)
    text += std::string("* can end elsewhere: ") + (view.at_prompt ? "ask about one alone" : "-v says when") +
            "\n";
  return text;
}

}  // namespace clashlint
