#pragma once

#include <bitset>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rules/profile/profile.h"

namespace clashlint {

/// Which rows of `rules` can take a few connections that are known beforehand,
/// so that each of many walks need not look at all of them (`WalkOptions::rows`).
/// Rows that ask for one name, a keyword or one network are looked up; all others
/// are thought to be able to. One pass over the rules.
class RowsFor {
 public:
  /// `names` are lower case and, with the profile, must outlive it; `addresses`
  /// are all that the names can resolve to, or that are asked about.
  RowsFor(const Profile& profile, std::span<const std::string_view> names,
          std::span<const IpAddress> addresses);

  /// For one of the names, or none where an address is asked about.
  std::vector<int> rows(std::string_view name) const;

  /// Does a row name this name, or a suffix of it?
  bool named(std::string_view name) const;

  /// DOMAIN-KEYWORD rows that take one of the names, in order.
  const std::vector<const Rule*>& keywords() const { return keywords_; }

 private:
  using Places = std::unordered_map<std::string_view, std::vector<int>>;

  void add(const Rule& rule, int index, std::span<const IpAddress> addresses);
  bool some_name_holds(std::string_view word) const;
  template <typename Each>
  void each_list(std::string_view name, Each each) const;

  std::string text_;          ///< all names, one a line
  std::bitset<4096> pieces_;  ///< which three letters stand in it, hashed
  Places whole_;
  Places suffixes_;
  std::vector<int> others_;
  std::vector<const Rule*> keywords_;
  bool asks_ = false;  ///< a row was met that makes the core resolve the name
};

}  // namespace clashlint
