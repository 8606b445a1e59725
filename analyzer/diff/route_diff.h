#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "analyzer/diff/align.h"
#include "analyzer/diff/profile_pair.h"

namespace clashlint {

/// Connections that left by one way before and leave by another, with another target, after.
struct RouteChange {
  int before = 0;  ///< ways
  int after = 0;
  Witness witness{};
  std::size_t entries = 0;              ///< of lists and rows, as far as they are plain names
  std::vector<std::string> examples{};  ///< a few of these, as written
};

/// Two ways of which it is not known whether a connection changes between them.
struct OpenChange {
  int before = 0;
  int after = 0;
  std::string why{};
};

/// Which connections get another target. Every change was replayed through the walk on
/// both sides. Apart from `changes` and `open` nothing changes: proved, with what is
/// missing taken as usual and whatever groups choose that are the same on both sides.
class RouteDiff {
 public:
  explicit RouteDiff(ProfilePair& pair);

  /// The most entries first.
  const std::vector<RouteChange>& changes() const { return changes_; }
  const std::vector<OpenChange>& open() const { return open_; }
  /// Ways that are the same on both sides.
  const Alignment& ways() const { return ways_; }

 private:
  using Key = std::pair<int, int>;
  using Hashes = std::unordered_set<std::uint64_t>;

  void try_names();
  void try_entries(const WayList& list, int way, const Hashes& common);
  void search();
  void search_pair(int before, int after);
  void count_rest();
  Key key_of(const Witness& witness);
  bool is_change(const Key& key) const;
  RouteChange* change_of(const Key& key, const Witness& witness);

  ProfilePair& pair_;
  Alignment ways_;
  std::vector<RouteChange> changes_;
  std::vector<const WayList*> counted_;  ///< of each change: the side whose entries count
  std::vector<OpenChange> open_;
  std::map<Key, std::size_t> known_;  ///< to an index of `changes_`
};

/// Entries that are told of each change.
inline constexpr std::size_t kMaxExamples = 5;
/// Ways with another target that were looked at together, pair by pair.
inline constexpr std::size_t kMaxPairs = 500'000;

}  // namespace clashlint
