#pragma once

#include <string>
#include <vector>

#include "rules/profile/profile.h"

namespace clashlint {

/// A condition on the destination address somewhere in a rule: inside logic,
/// a sub-rule list or a classical set too.
struct AddressLeaf {
  const Rule* rule = nullptr;    ///< IP-CIDR, GEOIP … or RULE-SET over an ipcidr set
  const RuleSet* set = nullptr;  ///< the set, where it is one
};

/// At most `limit` of them, left to right.
std::vector<AddressLeaf> address_leaves(const Rule& rule, std::size_t limit);

/// Some addresses that the leaf takes, spread over its ranges; empty where none is known.
std::vector<IpAddress> sample_addresses(const Profile& profile, const AddressLeaf& leaf, std::size_t limit);

/// `CN`, `10.0.0.0/8`, `rule-set cn-ip`, `AS13335`: for "address in …".
std::string describe(const AddressLeaf& leaf);

}  // namespace clashlint
