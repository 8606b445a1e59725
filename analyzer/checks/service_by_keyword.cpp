// Services whose only rule is a keyword.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "analyzer/check/facts.h"
#include "analyzer/check/reporter.h"
#include "rules/base/strings.h"

namespace clashlint {
namespace {

/// Services that one keyword finds, and hosts of them that it does not.
struct Found {
  std::vector<std::string> services;
  std::string example;
  std::vector<const HostRoute*> missed;
};

// The keyword that takes the main host and most others; null where a rule of another kind takes one.
const Answer* keyword_of(const ServiceRoutes& routes) {
  if (routes.hosts.empty() || routes.hosts.front().answer.left_over()) return nullptr;
  std::size_t taken = 0;
  for (const HostRoute& route : routes.hosts) {
    if (route.answer.left_over()) continue;
    if (route.answer.rule->kind != RuleKind::domain_keyword) return nullptr;
    ++taken;
  }
  return 2 * taken > routes.hosts.size() ? &routes.hosts.front().answer : nullptr;
}

void add(const ServiceRoutes& routes, std::map<int, Found>& by_row) {
  const Answer* const keyword = keyword_of(routes);
  if (keyword == nullptr) return;
  Found& found = by_row[keyword->rule_index];
  found.services.push_back(routes.service->name);
  for (const HostRoute& route : routes.hosts) {
    if (route.answer.left_over()) {
      found.missed.push_back(&route);
    } else if (found.example.empty()) {
      found.example = route.host->probe;
    }
  }
}

void tell(const Rule& rule, const Found& found, Reporter& report) {
  Finding& finding =
      report.add(rule.span, fmt::format("{} {} found by the keyword \"{}\" alone", join(found.services, ", "),
                                        found.services.size() == 1 ? "is" : "are", rule.payload));
  finding.primary.text =
      fmt::format("takes {}, and every other name that holds \"{}\"", found.example, rule.payload);
  if (!found.missed.empty()) {
    const HostRoute& first = *found.missed.front();
    finding.notes.push_back(
        fmt::format("{} does not hold it and goes to {}", first.host->pattern, first.answer.target));
  }
  finding.notes.emplace_back("rules with the names of the service, or a list of them, take those alone");
}

void run(const Facts& facts, Reporter& report) {
  if (facts.loaded.refused) return;
  std::map<int, Found> by_row;
  for (const ServiceRoutes& routes : facts.services.meant()) add(routes, by_row);
  for (const auto& [row, found] : by_row)
    tell(facts.profile.rules[static_cast<std::size_t>(row)], found, report);
}

}  // namespace

extern constinit const Check service_by_keyword{.id = "service-by-keyword",
                                                .category = Category::services,
                                                .summary = "a keyword is the only rule that finds a service",
                                                .severity = Severity::info,
                                                .preset = Preset::strict,
                                                .run = run};

}  // namespace clashlint
