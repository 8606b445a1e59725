#pragma once

#include <string>
#include <string_view>

namespace clashlint {

/// Is it a pattern of the domain language (`semantics.md` E.6)? Domain
/// rule-sets, hosts, nameserver-policy, fake-ip-filter and the sniffer's lists use it.
bool valid_domain_pattern(std::string_view pattern);

/// In plain words what is wrong with one that is not valid.
std::string domain_pattern_fault(std::string_view pattern);

}  // namespace clashlint
