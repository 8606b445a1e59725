// A service that the user has declared, or a group is named for, and that no rule takes; and one
// of which rules take the names and not the addresses.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "analyzer/check/facts.h"
#include "analyzer/check/reporter.h"

namespace clashlint {
namespace {

// A list that is not here might hold the host.
bool is_open(const HostRoute& route) {
  return route.way.kind == Way::Kind::none ||
         std::ranges::any_of(route.answer.depends_on, [](const Dependency& dependency) {
           return dependency.rule_index >= 0 && is_list(dependency.kind);
         });
}

using Routes = std::vector<const HostRoute*>;

bool are_left_over(const Routes& routes) {
  return !routes.empty() && std::ranges::all_of(routes, [](const HostRoute* route) {
    return route->answer.left_over() && !is_open(*route);
  });
}

Routes all_of(const ServiceRoutes& service) {
  Routes all;
  for (const HostRoute& route : service.hosts) all.push_back(&route);
  return all;
}

// Hosts that are networks, where some name of the service has a rule and goes another way.
Routes addresses_of(const ServiceRoutes& service) {
  Routes networks;
  const HostRoute* name = nullptr;
  for (const HostRoute& route : service.hosts) {
    if (is_network(*route.host)) {
      networks.push_back(&route);
    } else if (route.said) {
      name = &route;
    }
  }
  const bool apart = name != nullptr && !networks.empty() && !(name->way == networks.front()->way);
  return apart ? networks : Routes();
}

// MATCH may send to the very group.
bool reaches_group(const ServiceRoutes& service) {
  const std::vector<std::string_view>& chain = service.hosts.front().answer.chain;
  return service.group != nullptr && std::ranges::find(chain, service.group->name) != chain.end();
}

std::string hosts_of(const Routes& routes) {
  const std::size_t more = routes.size() - 1;
  const std::string& first = routes.front()->host->pattern;
  return more == 0 ? first : fmt::format("{} and {} more", first, more);
}

Finding& add(const ServiceRoutes& service, const Routes& routes, std::string_view what, Reporter& report) {
  const Answer& answer = routes.front()->answer;
  const bool match = answer.rule != nullptr;
  const Span place = match ? answer.rule->span : service.group != nullptr ? service.group->span : Span{};
  Finding& finding = report.add(
      place, fmt::format("no rule takes {}: {}", what, match ? "MATCH decides" : "it goes DIRECT"));
  if (match) finding.primary.text = fmt::format("sends {} to {}", hosts_of(routes), answer.target);
  return finding;
}

void tell_all(const ServiceRoutes& service, Reporter& report) {
  const Routes routes = all_of(service);
  Finding& finding = add(service, routes, service.service->name, report);
  const bool group = service.group != nullptr;
  if (group && routes.front()->answer.rule != nullptr)
    finding.related.push_back({.span = service.group->span, .text = "named for it, and gets nothing of it"});
  finding.notes.push_back(group ? fmt::format("give it a rule above MATCH, such as {}",
                                              row_for(*routes.front()->host, service.group->name, true))
                                : "it is declared in .clashlint.yaml: give it a rule above MATCH");
}

void tell_addresses(const ServiceRoutes& service, const Routes& routes, Reporter& report) {
  const auto name = std::ranges::find_if(service.hosts, &HostRoute::said);
  Finding& finding = add(service, routes, "the addresses of " + service.service->name, report);
  finding.related.push_back(
      {.span = name->row->span, .text = fmt::format("takes {} alone", name->host->pattern)});
  finding.notes.emplace_back("its applications connect to addresses, which no rule for names takes");
  finding.notes.push_back(fmt::format("give them a rule above MATCH, such as {}",
                                      row_for(*routes.front()->host, name->answer.target, false)));
}

void run(const Facts& facts, Reporter& report) {
  if (facts.loaded.refused) return;
  for (const ServiceRoutes& service : facts.services.meant()) {
    const bool wanted = service.service->declared || service.group != nullptr;
    if (wanted && are_left_over(all_of(service))) {
      if (!reaches_group(service)) tell_all(service, report);
    } else if (const Routes addresses = addresses_of(service); are_left_over(addresses)) {
      tell_addresses(service, addresses, report);
    }
  }
}

}  // namespace

extern constinit const Check service_on_final{
    .id = "service-on-final",
    .category = Category::services,
    .summary = "a service that has a group or is declared, or its addresses, are decided by MATCH alone",
    .severity = Severity::info,
    .run = run};

}  // namespace clashlint
