#include "analyzer/facts/judged_filter.h"

#include "analyzer/facts/dead_rows.h"

namespace clashlint {

JudgedFilter::JudgedFilter(const Profile& profile) {
  for (const char* action : {"fake-ip", "real-ip"}) {
    auto outbound = std::make_unique<Outbound>();
    outbound->name = action;
    outbound->kind = OutboundKind::direct;
    rows_.by_name.emplace(outbound->name, outbound.get());
    rows_.outbounds.push_back(std::move(outbound));
  }
  rows_.rules = profile.dns.filter_rules;
  judge_ = std::make_unique<ListJudge>(rows_);
  dead_ = find_dead_rows(rows_.rules, *judge_);
}

}  // namespace clashlint
