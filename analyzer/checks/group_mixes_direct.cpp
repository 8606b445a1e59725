#include <algorithm>

#include <fmt/format.h>

#include "analyzer/check/definitions.h"
#include "analyzer/check/reporter.h"
#include "rules/profile/names.h"

namespace clashlint {
namespace {

bool measures(OutboundKind kind) {
  return kind == OutboundKind::url_test || kind == OutboundKind::fallback ||
         kind == OutboundKind::load_balance || kind == OutboundKind::smart;
}

std::string_view effect_of_direct(OutboundKind group, bool last) {
  switch (group) {
    case OutboundKind::fallback:
      return last ? "traffic goes out directly as soon as no other member answers"
                  : "always answers: what stands behind it is never used";
    case OutboundKind::load_balance:
    case OutboundKind::smart:
      return "a share of the traffic goes out directly";
    default:
      return "nearly always answers first, so it is what the group takes";
  }
}

void check_member(const Facts& facts, const GroupDefinition& group, const Structure::Item& item, bool last,
                  Reporter& report) {
  const Outbound* const member = find_outbound(facts.profile, item.text);
  if (member == nullptr) return;
  const std::string_view type = group.fields.find_exact("type")->text;
  if (member->kind == OutboundKind::direct) {
    Finding& finding =
        report.add(item.node->span, fmt::format("a {} group measures \"{}\" like a node", type, item.text));
    finding.primary.text = effect_of_direct(group.group.kind, last);
  } else if (member->kind == OutboundKind::reject) {
    Finding& finding =
        report.add(item.node->span, fmt::format("a {} group measures \"{}\" like a node", type, item.text));
    finding.primary.text = "never answers, so it is never taken";
  }
}

// One that holds nothing but DIRECT is only shown with its delay.
bool only_direct(const GroupPart& group) {
  return std::ranges::all_of(group.members, [](const Outbound* member) {
    return member->kind == OutboundKind::direct || member->kind == OutboundKind::reject;
  });
}

void run(const Facts& facts, Reporter& report) {
  for (const GroupDefinition& group : group_definitions(facts)) {
    if (!measures(group.group.kind) ||
        (only_direct(*group.group.group) && group.group.group->missing_providers.empty()))
      continue;
    const std::vector<Structure::Item> items = group.fields.texts("proxies");
    const bool more = group.fields.has("use") || group.fields.boolean("include-all", false) ||
                      group.fields.boolean("include-all-proxies", false) ||
                      group.fields.boolean("include-all-providers", false);
    for (const Structure::Item& item : items)
      check_member(facts, group, item, &item == &items.back() && !more, report);
  }
}

}  // namespace

extern constinit const Check group_mixes_direct{
    .id = "group-mixes-direct",
    .category = Category::groups,
    .summary = "a group that measures its members has DIRECT or REJECT among them",
    .severity = Severity::info,
    .preset = Preset::strict,
    .run = run};

}  // namespace clashlint
