#include <fmt/format.h>

#include "analyzer/check/definitions.h"
#include "analyzer/check/reporter.h"
#include "rules/profile/names.h"

namespace clashlint {
namespace {

bool takes_in_others(const Structure& fields) {
  return !fields.texts("use").empty() || fields.boolean("include-all", false) ||
         fields.boolean("include-all-proxies", false) || fields.boolean("include-all-providers", false);
}

std::string_view why(OutboundKind kind) {
  switch (kind) {
    case OutboundKind::select:
      return "there is nothing to choose";
    case OutboundKind::fallback:
      return "there is nothing to fall back to";
    case OutboundKind::load_balance:
      return "there is nothing to balance";
    default:
      return "there is nothing to compare";
  }
}

void run(const Facts& facts, Reporter& report) {
  for (const GroupDefinition& group : group_definitions(facts)) {
    const std::vector<Structure::Item> members = group.fields.texts("proxies");
    if (members.size() != 1 || takes_in_others(group.fields)) continue;
    // `🎯 Direct` for DIRECT is another name, not a choice.
    const Outbound* const member = find_outbound(facts.profile, members.front().text);
    if (member == nullptr || member->span == Span{}) continue;
    Finding& finding = report.add(members.front().node->span, "this group has one member");
    finding.primary.text = why(group.group.kind);
    finding.related.push_back({.span = group.group.span, .text = "the group"});
  }
}

}  // namespace

extern constinit const Check single_member_group{.id = "single-member-group",
                                                 .category = Category::groups,
                                                 .summary = "a group has a single member",
                                                 .severity = Severity::info,
                                                 .preset = Preset::strict,
                                                 .run = run};

}  // namespace clashlint
