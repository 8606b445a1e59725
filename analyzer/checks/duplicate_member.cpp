#include <map>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "analyzer/check/definitions.h"
#include "analyzer/check/removal.h"
#include "analyzer/check/reporter.h"

namespace clashlint {
namespace {

void report_item(const Facts& facts, const YamlNode& list, std::size_t index, const YamlNode& first,
                 Reporter& report) {
  const YamlNode& item = *list.children[index];
  Finding& finding =
      report.add(item.span, fmt::format("\"{}\" stands twice in this group", resolved(item).text));
  finding.related.push_back({.span = first.span, .text = "first here"});
  if (const std::optional<Edit> edit = removal_of(facts.sources, list, index)) {
    finding.fixes.push_back(
        {.title = "delete the second", .applicability = Applicability::safe, .edits = {*edit}});
  }
}

void check_list(const Facts& facts, const GroupDefinition& group, std::string_view key, Reporter& report) {
  const YamlNode* const list = group.fields.find(key);
  if (list == nullptr || !list->is_sequence()) return;
  std::unordered_map<std::string_view, const YamlNode*> seen;
  for (std::size_t index = 0; index < list->children.size(); ++index) {
    const YamlNode& item = *list->children[index];
    const auto [first, fresh] = seen.try_emplace(resolved(item).text, &item);
    if (!fresh && resolved(item).is_scalar()) report_item(facts, *list, index, *first->second, report);
  }
}

void run(const Facts& facts, Reporter& report) {
  for (const GroupDefinition& group : group_definitions(facts)) {
    // There a member that stands twice gets two shares.
    if (group.group.kind == OutboundKind::load_balance) continue;
    check_list(facts, group, "proxies", report);
    if (!group.fields.boolean("include-all", false) && !group.fields.boolean("include-all-providers", false))
      check_list(facts, group, "use", report);
  }
}

}  // namespace

extern constinit const Check duplicate_member{.id = "duplicate-member",
                                              .category = Category::groups,
                                              .summary = "a member stands twice in one group",
                                              .run = run};

}  // namespace clashlint
