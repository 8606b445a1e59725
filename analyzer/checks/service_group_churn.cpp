// Services with connections that last, on a group that changes its node all the time.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "analyzer/catalogue/catalogue.h"
#include "analyzer/check/facts.h"
#include "analyzer/check/reporter.h"
#include "rules/base/strings.h"

namespace clashlint {
namespace {

constexpr std::size_t kFewMembers = 3;
constexpr std::int64_t kShortInterval = 60;  ///< seconds
constexpr std::size_t kMostNamed = 3;

/// Hosts of one service that go through a group.
struct Sent {
  const Service* service = nullptr;
  std::vector<const HostRoute*> routes;
};

// Where a person can choose, nothing is said: the way then begins at another group.
Sent sent_through(const Outbound& group, const ServiceRoutes& routes) {
  Sent sent{.service = routes.service, .routes = {}};
  for (const HostRoute& route : routes.hosts) {
    const bool there = route.way.kind == Way::Kind::outbound && route.way.at == &group;
    if (there && !route.answer.left_over()) sent.routes.push_back(&route);
  }
  return sent;
}

bool has_many(const GroupPart& group) {
  return group.members.size() > kFewMembers || !group.missing_providers.empty();
}

std::string members_of(const GroupPart& group) {
  return group.missing_providers.empty() ? fmt::format("{} members", group.members.size()) : "its members";
}

// Why the group changes its node; empty: it seldom does.
std::string why_url_test(const GroupPart& group) {
  const GroupProbe& probe = group.probe;
  const bool often = probe.interval > 0 && probe.interval < kShortInterval;
  if (often) return fmt::format("it measures every {} s", probe.interval);
  if (probe.tolerance == 0 && has_many(group))
    return fmt::format("without a tolerance, the fastest of {} takes over by a millisecond",
                       members_of(group));
  return {};
}

// Hashing keeps a site with its node, and sends another site of the session to another one.
std::string why_two_sites(const Sent& sent) {
  std::string first;
  for (const HostRoute* route : sent.routes) {
    if (!sent.service->is_together(route->host->role) || route->answer.host.empty()) continue;
    const std::string site(site_of(route->host->probe));
    if (first.empty()) first = site;
    if (site != first) return fmt::format("it chooses a node for each site, such as {} and {}", first, site);
  }
  return {};
}

std::string why_load_balance(const GroupPart& group, const std::vector<Sent>& all) {
  const std::string& strategy = group.probe.strategy;
  if (group.members.size() < 2 && group.missing_providers.empty()) return {};
  if (strategy == "round-robin") return "it gives every connection the next node";
  if (!strategy.empty() && strategy != "consistent-hashing") return {};
  for (const Sent& sent : all) {
    if (std::string why = why_two_sites(sent); !why.empty()) return why;
  }
  return {};
}

bool is_long_lived(const Sent& sent) {
  return std::ranges::any_of(
      sent.routes, [&](const HostRoute* route) { return sent.service->is_long_lived(route->host->role); });
}

std::string names_of(const std::vector<Sent>& all) {
  std::vector<std::string> names;
  for (const Sent& sent : all) names.push_back(sent.service->name);
  const std::size_t more = names.size() - std::min(names.size(), kMostNamed);
  names.resize(names.size() - more);
  return join(names, ", ") + (more == 0 ? "" : fmt::format(" and {} more", more));
}

void add_remarks(const Outbound& group, Finding& finding) {
  const bool balances = group.kind == OutboundKind::load_balance;
  finding.notes.emplace_back(
      balances ? "a select, fallback or url-test group keeps a session at one node"
               : "`tolerance: 50` and `interval: 300` are usual; a select group stays as it is");
  const ProbeUrl* const probe = find_probe_url(group.group->probe.url);
  if (probe != nullptr && probe->worth != ProbeWorth::good)
    finding.notes.push_back(fmt::format("what it measures says little: {}", probe->says));
}

void tell(const Outbound& group, const std::vector<Sent>& all, Reporter& report) {
  const bool balances = group.kind == OutboundKind::load_balance;
  std::string why = balances ? why_load_balance(*group.group, all) : why_url_test(*group.group);
  if (why.empty()) return;
  Finding& finding =
      report.add(group.span, fmt::format("{} can change nodes in the middle of a session", names_of(all)));
  finding.confidence = Confidence::depends;
  finding.primary.text = std::move(why);
  for (const Sent& sent : all) {
    const Rule* const rule = sent.routes.front()->answer.rule;
    const auto same = [&](const Label& label) { return rule != nullptr && label.span == rule->span; };
    if (rule != nullptr && std::ranges::none_of(finding.related, same))
      finding.related.push_back(
          {.span = rule->span, .text = fmt::format("sends {} there", sent.service->name)});
  }
  add_remarks(group, finding);
}

void run(const Facts& facts, Reporter& report) {
  if (facts.loaded.refused) return;
  for (const auto& group : facts.profile.outbounds) {
    if (group->kind != OutboundKind::url_test && group->kind != OutboundKind::load_balance) continue;
    std::vector<Sent> all;
    for (const ServiceRoutes& routes : facts.services.meant()) {
      Sent sent = sent_through(*group, routes);
      if (is_long_lived(sent)) all.push_back(std::move(sent));
    }
    if (!all.empty()) tell(*group, all, report);
  }
}

}  // namespace

extern constinit const Check service_group_churn{
    .id = "service-group-churn",
    .category = Category::services,
    .summary = "a service with connections that last is on a group that changes its node all the time",
    .severity = Severity::warning,
    .confidence = Confidence::depends,
    .run = run};

}  // namespace clashlint
