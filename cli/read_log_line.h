#pragma once

#include <optional>
#include <string_view>

#include "cli/pasted.h"

namespace clashlint {

/// A line that the core logs of a connection, also within what a terminal, a
/// dashboard or journald puts around it:
/// `[TCP] 192.168.1.2:5123(curl) --> openrouter.ai:443 match GeoIP(cn) using Final[HK-01]`,
/// `[TCP] dial LLM (match DomainSuffix/openrouter.ai) 192.168.1.2:5123 --> openrouter.ai:443 error: …`.
/// Nothing where the text is no such line.
std::optional<PastedHost> read_log_line(std::string_view text);

}  // namespace clashlint
