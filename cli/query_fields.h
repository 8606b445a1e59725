#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "rules/base/result.h"
#include "rules/kind/rule.h"
#include "rules/value/ip.h"

namespace clashlint {

/// The fields of a query as people and programs write them. The command line
/// and the batch reader share these, so that both refuse the same things in the
/// same words. Errors read on after a name: `--port` + ` must be …`.

/// Digits only, at most `limit`.
Result<std::uint32_t> read_number(std::string_view text, std::uint32_t limit);
Result<IpAddress> read_address(std::string_view text);
/// `tcp`, `udp`, in any case.
Result<Network> read_network(std::string_view text);
/// One of `inbound_types()`, in any case; the result is upper case.
Result<std::string> read_in_type(std::string_view text);

/// What a connection can come in by, as IN-TYPE names it (SOCKS, which stands
/// for two of them, is not one).
const std::vector<std::string_view>& inbound_types();

constexpr std::uint32_t kMaxPort = 65535;
constexpr std::uint32_t kMaxUid = 0xFFFFFFFF;
constexpr std::uint32_t kMaxDscp = 63;

}  // namespace clashlint
