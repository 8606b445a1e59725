#pragma once

#include <span>
#include <string>

#include "rules/value/ip.h"

namespace clashlint {

/// All digits of an address in hex: 8 of IPv4, 32 of IPv6.
std::string address_digits(const IpAddress& address);

/// Ranges as the page reads them: `0a,c0a8-c0a9`, IPv6 behind a `;`. A first
/// address loses zeros at its end, a last one `f`; alike ones are written once.
/// So a prefix of whole hex digits is those digits, and texts sort as addresses.
std::string packed_ranges(std::span<const IpRange> ranges);

/// What `is_lan` takes.
IpSet lan_ranges();

}  // namespace clashlint
