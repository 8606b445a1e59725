#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analyzer/query/way_list.h"

namespace clashlint {

/// What connections are asked about. What is empty is not asked; of several values one has to
/// hold, of `hosts` and `under` together.
struct Wanted {
  std::vector<std::string> hosts{};     ///< these names
  std::vector<std::string> under{};     ///< these names and all under them
  std::vector<std::string> matching{};  ///< names with `*` and `?` in them, or with this text somewhere
  std::vector<std::string> processes{};
  std::vector<IpPrefix> addresses{};  ///< of the destination, known or from DNS
  std::vector<IpPrefix> sources{};
  std::vector<NumberRange> ports{};  ///< of the destination
  std::vector<std::string> inbounds{};
  std::vector<std::string> in_types{};
  std::optional<Network> network{};
  bool asks_dns = false;  ///< the core resolves the name to find its way
};

/// The same as formulas, but for `asks_dns`, which each way has its own of.
Worlds formulas_of(ListModel& model, const Wanted& wanted);

}  // namespace clashlint
