#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "analyzer/check/facts.h"

namespace clashlint {

/// Where a rule-set is asked.
enum class SetPlace : std::uint8_t {
  rule,         ///< a rule of `rules` or `sub-rules`, or a part of one
  list,         ///< a rule in another list
  filter_rule,  ///< a rule of `fake-ip-filter`: names alone
  names,        ///< `rule-set:` in `dns` or the sniffer: names alone
  addresses,    ///< `rule-set:` in the sniffer's skip-src-address and skip-dst-address: addresses alone
  routes,       ///< route-address-set and route-exclude-address-set of `tun`: address ranges alone
};

struct SetUse {
  const RuleSet* set = nullptr;
  SetPlace place = SetPlace::rule;
  Span span;
};

/// Every use of a rule-set in what the core reads, in that order. Linear in the rules.
std::vector<SetUse> set_uses(const Facts& facts);

}  // namespace clashlint
