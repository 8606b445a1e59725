#include "cli/report/service_stories.h"

#include <algorithm>
#include <optional>

#include "analyzer/facts/service_routes.h"
#include "analyzer/match/address_leaves.h"
#include "analyzer/match/alternatives.h"
#include "analyzer/match/walk.h"
#include "rules/profile/profile.h"

namespace clashlint {
namespace {

constexpr std::uint16_t kHttps = 443;

// Rows that look at the address, times all rows: what the story of one host costs, at 9 ns each.
constexpr std::size_t kMostWork = 1'000'000;

class ServiceTeller {
 public:
  explicit ServiceTeller(const ExplainView& view) : view_(view) {
    const auto lookers = static_cast<std::size_t>(std::ranges::count_if(
        view.profile.rules, [](const Rule& rule) { return !address_leaves(rule, 1).empty(); }));
    whole_ = lookers * view.profile.rules.size() <= kMostWork;
  }

  Story of(const ServiceHost& host) {
    Query query;
    query.host = host.probe;
    query.dst_port = kHttps;
    return whole_ ? told(query) : short_story(query);
  }

 private:
  Story told(const Query& query) const {
    return tell(view_.profile, view_.sources, query, view_.selections, {});
  }

  Answer walked(const Query& query) const { return walk(view_.profile, query, view_.selections); }

  // The address that a name is told by is the same for all names: it is found once.
  Story short_story(const Query& query) {
    Story story;
    story.query = query;
    story.first = walked(query);
    if (!story.first.dns_asked) return story;
    if (!example_) example_ = told(query);
    story.query.dns = example_->query.dns;
    story.address_open = true;
    story.address_decides = example_->address_decides;
    story.first = walked(story.query);
    return story;
  }

  const ExplainView& view_;
  bool whole_ = true;
  std::optional<Story> example_;
};

}  // namespace

std::vector<ServiceStories> service_stories(const ExplainView& view, const std::vector<Service>& services) {
  ServiceTeller teller(view);
  std::vector<ServiceStories> all;
  for (const ServiceRoutes& routes : ServiceWalker(view.profile, services).meant()) {
    std::vector<Story> stories;
    for (const ServiceHost& host : routes.service->hosts) stories.push_back(teller.of(host));
    all.push_back(compare(view, *routes.service, std::move(stories)));
  }
  return all;
}

}  // namespace clashlint
