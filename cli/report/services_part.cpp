#include <algorithm>
#include <utility>

#include "cli/render/decision_text.h"
#include "cli/report/html.h"
#include "cli/report/parts.h"
#include "rules/base/strings.h"

namespace clashlint {
namespace {

std::string ways_words(const ServiceStories& service) {
  if (service.ways > 1) return "split: " + std::to_string(service.ways) + " ways";
  return service.service.together.empty() ? "hosts may differ" : "one way";
}

std::string together_words(const Service& service) {
  if (service.together.empty()) return {};
  std::vector<std::string> roles;
  for (const HostRole role : service.together) roles.emplace_back(to_string(role));
  return "<p>Its hosts for " + html_text(join(roles, ", ")) + " have to leave by one outbound.</p>\n";
}

std::string rule_cell(const JudgedProfile& judged, const Answer& answer) {
  if (answer.rule == nullptr) return "no rule";
  const std::string line = std::to_string(judged.sources.position(answer.rule->span).line);
  const std::string id = row_id_of(judged, *answer.rule);
  const std::string place = answer.rule->span.file == 0
                                ? "line " + line
                                : judged.sources[answer.rule->span.file].name() + ":" + line;
  return id.empty() ? html_text(place) : "<a href=\"#" + id + "\">" + html_text(place) + "</a>";
}

std::string host_row(const JudgedProfile& judged, const ServiceStories& service, std::size_t at) {
  const ServiceHost& host = service.service.hosts[at];
  const Story& story = service.stories[at];
  const bool apart = service.is_apart(at);
  const std::string port =
      host.probe.find(':') == std::string::npos ? host.probe + ":443" : "[" + host.probe + "]:443";
  std::string text = apart ? "<tr class=\"apart\">" : "<tr>";
  text += "<th scope=\"row\"><a href=\"#" + html_text(port) + "\">" + html_text(host.pattern) +
          "</a></th><td>" + html_text(to_string(host.role)) + "</td><td>" +
          html_text(chain_text(story.first));
  if (apart) text += " <b class=\"mark\">apart from the others</b>";
  if (!story.alternatives.empty()) text += " <span class=\"hint\">can end elsewhere</span>";
  return text + "</td><td>" + rule_cell(judged, story.first) + "</td></tr>\n";
}

std::string hosts_table(const JudgedProfile& judged, const ServiceStories& service,
                        const std::vector<std::size_t>& hosts) {
  std::string text = "<table><caption>Hosts of " + html_text(service.service.name) +
                     "</caption><thead><tr><th scope=\"col\">Host</th><th scope=\"col\">For</th>"
                     "<th scope=\"col\">Goes to</th><th scope=\"col\">By</th></tr></thead><tbody>\n";
  for (const std::size_t at : hosts) text += host_row(judged, service, at);
  return text + "</tbody></table>\n";
}

// Those of a session first: the others are many, and may differ.
std::string service_text_of(const JudgedProfile& judged, const ServiceStories& service) {
  std::vector<std::size_t> first;
  std::vector<std::size_t> others;
  for (std::size_t at = 0; at < service.stories.size(); ++at)
    (service.service.is_together(service.service.hosts[at].role) ? first : others).push_back(at);
  if (first.empty()) std::swap(first, others);
  std::string text =
      service.ways > 1 ? "<details class=\"service split\" open>" : "<details class=\"service\">";
  text += "<summary>" + element("b", service.service.name) + " " +
          element("span class=\"ways\"", ways_words(service)) + "</summary>\n" +
          together_words(service.service) + hosts_table(judged, service, first);
  if (!others.empty())
    text += "<details class=\"others\"><summary>" +
            counted_words(others.size(), "other host, which", "other hosts, which") +
            " may differ</summary>\n" + hosts_table(judged, service, others) + "</details>\n";
  return text + "</details>\n";
}

}  // namespace

std::string services_part(const ReportContent& content) {
  std::vector<const ServiceStories*> order;
  for (const ServiceStories& service : content.services) order.push_back(&service);
  std::ranges::stable_sort(
      order, [](const ServiceStories* a, const ServiceStories* b) { return (a->ways > 1) > (b->ways > 1); });
  std::string text;
  for (const ServiceStories* const service : order) text += service_text_of(content.judged, *service);
  if (text.empty()) text = "<p>No rule or list names a service that is known here.</p>\n";
  if (content.other_services == 0) return text;
  return text + "<p class=\"hint\">The profile says nothing of " +
         counted_words(content.other_services, "other service", "other services") +
         " that are known here.</p>\n";
}

}  // namespace clashlint
