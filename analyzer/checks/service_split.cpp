// Hosts that take part in one session of a service leave by different outbounds.
#include "analyzer/facts/service_split.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "analyzer/check/facts.h"
#include "analyzer/check/reporter.h"
#include "analyzer/check/row_edit.h"
#include "analyzer/facts/rule_words.h"
#include "rules/base/strings.h"

namespace clashlint {
namespace {

using Over = ServiceSplit::Over;

std::string ways(std::size_t count) { return count == 2 ? "two" : count == 3 ? "three" : "several"; }

class Teller {
 public:
  Teller(const Facts& facts, const ServiceRoutes& routes, const ServiceSplit& split)
      : facts_(facts), routes_(routes), split_(split) {}

  void tell(Reporter& report) const {
    const std::string message =
        fmt::format("{} goes {} ways{}", routes_.service->name, ways(split_.ways), over());
    Finding& finding = report.add(place(), message);
    if (!split_.certain) finding.confidence = Confidence::depends;
    finding.table = table();
    if (split_.over != Over::tcp) finding.notes.push_back(otherwise());
    if (!split_.certain) finding.notes.push_back(depends_on());
    add_fix(finding);
    finding.notes.push_back(how_to_allow());
  }

 private:
  const Answer& answer(const HostRoute& route) const { return answer_over(route, split_.over); }

  std::string_view over() const {
    switch (split_.over) {
      case Over::tcp:
        return "";
      case Over::udp:
        return " over UDP (QUIC)";
      case Over::ipv6:
        return " at IPv6 addresses";
    }
    return "";
  }

  // Inside sub-rules it is known for TCP.
  const Rule* row(const HostRoute& route) const {
    return split_.over == Over::tcp ? route.row : answer(route).rule;
  }

  Span place() const {
    const Rule* const rule = row(*split_.apart.front());
    return rule != nullptr ? rule->span : row(*split_.model)->span;
  }

  FindingTable table() const {
    FindingTable table{.columns = {"role", "host", "place", "target"}};
    for (const HostRoute& route : routes_.hosts) {
      if (!routes_.service->is_together(route.host->role)) continue;
      const Answer& its = answer(route);
      const bool apart = std::ranges::find(split_.apart, &route) != split_.apart.end();
      table.rows.push_back({.cells = {std::string(to_string(route.host->role)), route.host->pattern,
                                      place_of(row(route)), std::string(its.target)},
                            .mark = apart ? "its session is split" : ""});
    }
    return table;
  }

  std::string place_of(const Rule* rule) const {
    return rule == nullptr ? "no rule" : "line " + line_of(facts_.sources, *rule);
  }

  std::string otherwise() const {
    return fmt::format("{} all of them go to {}",
                       split_.over == Over::udp ? "over TCP" : "with an IPv4 address",
                       split_.model->answer.target);
  }

  std::string depends_on() const {
    const std::string_view one = answer(*split_.model).target;
    const std::string_view other = answer(*split_.apart.front()).target;
    if (split_.same_now) {
      return fmt::format(
          "{} and {} lead to {} at first; the session is split when one of them chooses otherwise", one,
          other, answer(*split_.model).chain.back());
    }
    return fmt::format("what {} and {} choose is measured, or not known here, and may be the same", one,
                       other);
  }

  std::string how_to_allow() const {
    std::vector<std::string> roles;
    for (const HostRoute* host : split_.apart) {
      const std::string role(to_string(host->host->role));
      if (std::ranges::find(roles, role) == roles.end()) roles.push_back(role);
    }
    return fmt::format("where it is meant: services: {{{}: {{may-differ: [{}]}}}} in .clashlint.yaml",
                       routes_.service->id, join(roles, ", "));
  }

  // The rule that takes one of them first.
  const Answer* first_taker() const {
    const Answer* first = nullptr;
    for (const HostRoute* host : split_.apart) {
      const Answer& its = host->answer;
      if (its.rule != nullptr && (first == nullptr || its.rule_index < first->rule_index)) first = &its;
    }
    return first;
  }

  // A name above others that are apart as well is written once, as a suffix.
  std::vector<std::string> new_rows() const {
    std::vector<std::string> rows;
    for (const HostRoute* route : split_.apart) {
      const std::string& pattern = route->host->pattern;
      const auto above = [&](const HostRoute* other) {
        return pattern.ends_with("." + other->host->pattern);
      };
      const auto below = [&](const HostRoute* other) {
        return other->host->pattern.ends_with("." + pattern);
      };
      if (std::ranges::any_of(split_.apart, above)) continue;
      rows.push_back(
          row_for(*route->host, split_.model->answer.target, std::ranges::any_of(split_.apart, below)));
    }
    return rows;
  }

  // Rows that send them where the others go: below the rule of the others, where that is early enough.
  void add_fix(Finding& finding) const {
    const Answer* const taker = first_taker();
    const Answer& model = split_.model->answer;
    const bool below = model.rule != nullptr && (taker == nullptr || model.rule_index < taker->rule_index);
    const Rule* const beside = below ? model.rule : taker == nullptr ? nullptr : taker->rule;
    if (split_.over != Over::tcp || beside == nullptr || beside->span.file != facts_.loaded.file) return;
    const std::vector<std::string> rows = new_rows();
    std::optional<Edit> edit =
        add_rows(facts_.sources, beside->span, below ? Beside::below : Beside::above, rows);
    if (!edit) return;
    const std::string what =
        rows.size() == 1 ? rows.front() : fmt::format("{} and the like for each", rows.front());
    finding.fixes.push_back(
        {.title = fmt::format("write {} {} {}", what, below ? "below" : "above", place_of(beside)),
         .applicability = Applicability::unsafe,
         .edits = {*std::move(edit)}});
  }

  const Facts& facts_;
  const ServiceRoutes& routes_;
  const ServiceSplit& split_;
};

void run(const Facts& facts, Reporter& report) {
  if (facts.loaded.refused) return;
  for (const ServiceRoutes& routes : facts.services.meant()) {
    if (const auto split = find_split(facts.profile, facts.services.walker(), routes))
      Teller(facts, routes, *split).tell(report);
  }
}

}  // namespace

extern constinit const Check service_split{.id = "service-split",
                                           .category = Category::services,
                                           .summary = "hosts of one session leave by different outbounds",
                                           .severity = Severity::warning,
                                           .run = run};

}  // namespace clashlint
