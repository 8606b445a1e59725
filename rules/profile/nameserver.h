#pragma once

#include <string>
#include <string_view>

#include "rules/base/result.h"

namespace clashlint {

struct Nameserver {
  std::string text;    ///< scheme and port written out: `udp://223.5.5.5:53`
  std::string scheme;  ///< `udp`, `tls`, `system` …
  std::string host;    ///< without port and brackets
};

/// One entry of a server list (`semantics.md` G.3). Errors: `format error: …`,
/// `unsupport scheme: foo`, `unsupported RCode type: x`, `missing Tailscale proxy name`.
Result<Nameserver> parse_nameserver(std::string_view text);

}  // namespace clashlint
