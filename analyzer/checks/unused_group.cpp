#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "analyzer/check/reporter.h"
#include "analyzer/check/usage.h"
#include "rules/profile/names.h"

namespace clashlint {
namespace {

using Outbounds = std::unordered_set<const Outbound*>;

class GroupUse {
 public:
  explicit GroupUse(const Facts& facts) : groups_(members_of_groups(facts)) {
    for (const GroupMembers& each : groups_) members_.emplace(each.group, &each.members);
    for (const Outbound* asked : asked_outbounds(facts)) reach(asked, used_);
    // Who defines GLOBAL says what can be chosen in global mode.
    reach(find_outbound(facts.profile, "GLOBAL"), used_);
  }

  void report(Reporter& report) const {
    Outbounds named;
    for (const GroupMembers& each : groups_) {
      if (used_.contains(each.group)) continue;
      for (const Outbound* member : each.members) named.insert(member);
    }
    Outbounds told;
    for (const GroupMembers& each : groups_) {
      if (used_.contains(each.group) || named.contains(each.group)) continue;
      Finding& finding = report.add(each.group->span, "nothing leads to this group");
      const bool by_hand = each.group->kind == OutboundKind::select;
      finding.primary.text =
          by_hand ? "what is chosen in it changes nothing" : "its members are measured for nothing";
      Outbounds behind;
      reach(each.group, behind);
      for (const GroupMembers& other : groups_) {
        const bool only =
            behind.contains(other.group) && !used_.contains(other.group) && other.group != each.group;
        if (only && told.insert(other.group).second)
          finding.related.push_back(
              {.span = other.group->span, .text = "used only by groups that are not used"});
      }
    }
  }

 private:
  // Groups that can be reached; the implicit GLOBAL, which holds them all, is none of ours.
  void reach(const Outbound* from, Outbounds& reached) const {
    std::vector<const Outbound*> left = {from};
    while (!left.empty()) {
      const Outbound* const each = left.back();
      left.pop_back();
      const auto found = members_.find(each);
      if (found == members_.end() || !reached.insert(each).second) continue;
      left.insert(left.end(), found->second->begin(), found->second->end());
    }
  }

  std::vector<GroupMembers> groups_;
  std::unordered_map<const Outbound*, const std::vector<const Outbound*>*> members_;
  Outbounds used_;
};

void run(const Facts& facts, Reporter& report) {
  if (usage_is_known(facts)) GroupUse(facts).report(report);
}

}  // namespace

extern constinit const Check unused_group{
    .id = "unused-group", .category = Category::providers, .summary = "no rule leads to a group", .run = run};

}  // namespace clashlint
