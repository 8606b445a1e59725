#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "rules/profile/structure.h"

namespace clashlint {

/// A value of a proxy that the core refuses when it builds the outbound
/// (`semantics.md` B.3, M). Never carries the value of a secret.
struct ProxyValueFault {
  Span span;
  std::string core_message;   ///< without the `proxy %d: ` in front
  std::string message;        ///< the reason a person can act on
  bool wants_quotes = false;  ///< a text that YAML reads as a number
};

/// The first refused value of a proxy whose fields have the right types.
std::optional<ProxyValueFault> check_proxy_values(std::string_view type, const Structure& proxy);

}  // namespace clashlint
