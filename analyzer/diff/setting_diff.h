#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rules/profile/profile.h"

namespace clashlint {

/// What became of a group, a node, or a setting that all connections depend on.
struct SettingChange {
  enum class Kind : std::uint8_t { group, node, setting } kind = Kind::group;
  std::string name;
  std::vector<std::string> words;  ///< `lost HK-01`, `begins with DIRECT, not US-01`; lower case
};
std::vector<SettingChange> changed_settings(const Profile& before, const Profile& after);

/// Names that DNS treats in another way, with what it does before and after.
struct DnsChange {
  std::string before;  ///< `fake address`, `real address`, `asked of 1.1.1.1`
  std::string after;
  std::size_t names = 0;
  std::vector<std::string> examples{};
};
/// Tried are the names in what differs of `fake-ip-filter` and the policies, and `also`.
std::vector<DnsChange> changed_dns(const Profile& before, const Profile& after,
                                   const std::vector<std::string>& also);

/// Names tried at most.
inline constexpr std::size_t kMaxDnsNames = 20'000;
/// Names that are told of each change.
inline constexpr std::size_t kMaxDnsExamples = 5;

}  // namespace clashlint
