#pragma once

#include <memory>
#include <string>
#include <vector>

#include "analyzer/query/find_connection.h"
#include "analyzer/query/way_list.h"

namespace clashlint {

/// Two states of a profile, with the formulas of both in one space. What is the same
/// in both is the same formula: sets by what they hold, groups by their names and
/// members. Sets that differ are cut into what they have in common and what not.
class ProfilePair {
 public:
  /// Both must outlive it.
  ProfilePair(const Profile& before, const Profile& after);

  WayList& before() { return *before_; }
  WayList& after() { return *after_; }
  ConnectionFinder& finder() { return *finder_; }
  ProofSpace& space() { return *space_; }

 private:
  void unify_groups(const Profile& before, const Profile& after);
  void cut_sets(const std::vector<const DomainSet*>& before, const std::vector<const DomainSet*>& after);

  std::shared_ptr<ProofSpace> space_;
  std::vector<const Outbound*> fixed_;  ///< groups that are not the same: at what they begin with
  std::unique_ptr<WayList> before_;
  std::unique_ptr<WayList> after_;
  std::unique_ptr<ConnectionFinder> finder_;
};

/// Sets that are cut; and the pieces that may come of it. Past them sets stay whole.
inline constexpr std::size_t kMaxCutSets = 64;
inline constexpr std::size_t kMaxPieces = 2'000;

}  // namespace clashlint
