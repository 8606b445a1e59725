#include <unordered_set>

#include "analyzer/check/reporter.h"
#include "analyzer/check/usage.h"
#include "rules/profile/names.h"

namespace clashlint {
namespace {

void run(const Facts& facts, Reporter& report) {
  if (!usage_is_known(facts)) return;
  std::unordered_set<const Outbound*> used = asked_outbounds(facts);
  for (const GroupMembers& group : members_of_groups(facts))
    used.insert(group.members.begin(), group.members.end());
  for (const auto& outbound : facts.profile.outbounds) {
    const bool named = find_outbound(facts.profile, outbound->name) == outbound.get();
    const bool built_in = outbound->span == Span{};
    if (!named || built_in || is_group(outbound->kind) || used.contains(outbound.get())) continue;
    report.add(outbound->span, "no group and no rule uses this proxy");
  }
}

}  // namespace

extern constinit const Check unused_proxy{.id = "unused-proxy",
                                          .category = Category::providers,
                                          .summary = "no group and no rule uses a proxy",
                                          .severity = Severity::info,
                                          .preset = Preset::strict,
                                          .run = run};

}  // namespace clashlint
