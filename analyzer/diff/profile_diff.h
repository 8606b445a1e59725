#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "analyzer/diff/profile_pair.h"
#include "analyzer/diff/route_diff.h"
#include "analyzer/diff/row_diff.h"
#include "analyzer/diff/setting_diff.h"
#include "rules/profile/load.h"

namespace clashlint {

/// Hosts of a service that take part in one change.
struct TouchedService {
  std::string name;
  std::size_t hosts = 0;
  std::size_t all = 0;
};

/// A change with the rows of its witness: what a person wants to know of it.
struct ToldChange {
  int row_before = -1;  ///< -1: no rule
  int row_after = -1;
  /// One of more entries between the same targets that shares a way with it, and tells the
  /// story; else itself. UDP of many rows, or the addresses of one, are one story.
  std::size_t leader = 0;
  std::vector<TouchedService> services{};
};

/// Everything that differs between two states of a profile.
struct ProfileDiff {
  ProfileDiff(const LoadedProfile& before, const LoadedProfile& after);

  std::unique_ptr<ProfilePair> pair;
  RouteDiff routes;
  std::vector<ToldChange> told{};  ///< of each change of routes
  RowDiff rows;
  std::vector<int> idle_before{};  ///< rows that are gone, moved or retargeted without effect
  std::vector<int> idle_after{};   ///< rows that are new without effect
  std::vector<SetChange> sets;
  std::vector<SettingChange> settings;
  std::vector<DnsChange> dns;

  bool changes_nothing() const {
    return routes.changes().empty() && routes.open().empty() && settings.empty() && dns.empty();
  }

 private:
  void tell();
  std::size_t leader_of(std::size_t change) const;
  void add_services();
  void find_idle_rows();
  bool has_effect(int row, bool is_before);
};

}  // namespace clashlint
