#include <fmt/format.h>

#include "analyzer/check/definitions.h"
#include "analyzer/check/reporter.h"
#include "rules/base/written.h"
#include "rules/profile/names.h"

namespace clashlint {
namespace {

std::string where_all_goes(const Profile& profile) {
  if (profile.mode == TunnelMode::direct) return "everything goes DIRECT";
  const Outbound* const global = find_outbound(profile, "GLOBAL");
  if (global == nullptr || global->span == Span{})
    return "everything goes to GLOBAL, which begins with DIRECT";
  return "everything goes to the group GLOBAL";
}

void run(const Facts& facts, Reporter& report) {
  const Profile& profile = facts.profile;
  const YamlNode* const mode = top_level(facts, "mode");
  if (profile.mode == TunnelMode::rule || profile.rules.empty() || mode == nullptr) return;
  Finding& finding = report.add(mode->span, fmt::format("no rule is looked at in mode \"{}\"", mode->text));
  finding.primary.text = where_all_goes(profile);
  const std::size_t count = profile.rules.size();
  finding.related.push_back(
      {.span = profile.rules.front().span,
       .text = count == 1 ? "never asked" : fmt::format("never asked, and {} more", count - 1)});
  if (const auto place = written_place(facts.sources, mode->span, mode->text, mode->text)) {
    finding.fixes.push_back({.title = "write \"rule\"",
                             .applicability = Applicability::unsafe,
                             .edits = {{.span = *place, .text = "rule"}}});
  }
}

}  // namespace

extern constinit const Check mode_bypasses_rules{
    .id = "mode-bypasses-rules",
    .category = Category::order,
    .summary = "the mode is global or direct: no rule is looked at",
    .run = run};

}  // namespace clashlint
