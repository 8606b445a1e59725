#pragma once

#include <cstddef>
#include <limits>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "rules/value/ip.h"

namespace clashlint {

/// Ranges of one family in address order, adjacent ones merged, up to a limit.
class RangeList {
 public:
  explicit RangeList(std::size_t limit) : limit_(limit), full_(limit == 0) {}

  /// True once a range was turned away: until then the last one can still grow.
  bool full() const { return full_; }

  /// `range` lies behind every range before it.
  void add(const IpRange& range);

  const std::vector<IpRange>& ranges() const { return ranges_; }

 private:
  std::size_t limit_;
  bool full_;
  std::vector<IpRange> ranges_;
};

/// Makes ranges of the prefixes of a database's search tree, given in tree
/// order. In an IPv6 tree ::/96 is IPv4, and ::ffff:0:0/96 is left out, because
/// such an address is looked up as IPv4.
class TreeRanges {
 public:
  TreeRanges(bool is_v6_tree, std::size_t limit) : is_v6_tree_(is_v6_tree), v4_(limit), v6_(limit) {}

  void add(const IpPrefix& prefix);

  /// Adds the whole of IPv6 (what an IPv4 tree says of it is everywhere the same).
  void add_all_v6();

  /// Can no further prefix be of use?
  bool done() const { return is_v6_tree_ ? v6_.full() : v4_.full(); }

  /// Can nothing below this prefix be of use?
  bool skips(const IpPrefix& prefix) const;

  /// IPv4 first.
  std::vector<IpRange> all() const;

 private:
  void add_v4_tail(const IpPrefix& prefix);
  void add_v6(const IpRange& range);

  bool is_v6_tree_;
  RangeList v4_;
  RangeList v6_;
};

/// Walks over a search tree that were made, and what they gave. Thread-safe: who
/// asks for another walk meanwhile waits.
class KnownRanges {
 public:
  /// The ranges of a key, at most `limit` of each family, IPv4 first; `walk()` gives
  /// them where no walk before went as far.
  template <typename Walk>
  std::vector<IpRange> get(const std::string& key, std::size_t limit, Walk walk) {
    const std::lock_guard guard(mutex_);
    Entry& entry = known_[key];
    if (entry.limit < limit) entry = {.limit = limit, .ranges = walk()};
    if (is_whole(entry)) entry.limit = std::numeric_limits<std::size_t>::max();
    return first_of(entry.ranges, limit);
  }

 private:
  struct Entry {
    std::size_t limit = 0;
    std::vector<IpRange> ranges{};
  };
  static bool is_whole(const Entry& entry);
  static std::vector<IpRange> first_of(const std::vector<IpRange>& ranges, std::size_t limit);

  std::mutex mutex_;
  std::map<std::string, Entry> known_;
};

}  // namespace clashlint
