#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "analyzer/check/facts.h"

namespace clashlint {

/// The lists that take domain patterns (`semantics.md` E.6).
enum class PatternHome : std::uint8_t {
  rule_set,         ///< `payload` of a rule-provider with `behavior: domain`
  fake_ip_filter,   ///< where the core reads it: fake-ip mode, not as rules
  sniffer,          ///< force-domain, skip-domain
  policy,           ///< keys of nameserver-policy and proxy-server-nameserver-policy
  hosts,            ///< keys
  fallback_filter,  ///< domain
};

/// A pattern that is written in the profile's own text.
struct OwnPattern {
  std::string_view text;   ///< one pattern; a view into `value`
  std::string_view value;  ///< the whole scalar: keys of a policy may hold several patterns
  Span span;               ///< of the scalar
  PatternHome home = PatternHome::rule_set;
  const YamlNode* list = nullptr;  ///< the list or mapping it stands in
};

using PatternVisit = std::function<void(const OwnPattern& pattern)>;

/// Every such pattern in the order of the sections; entries such as `geosite:cn` are none.
void visit_own_patterns(const Facts& facts, const PatternVisit& each);

/// The bytes of the pattern, the whole scalar where it is written otherwise.
Span pattern_place(const Facts& facts, const OwnPattern& pattern);

}  // namespace clashlint
