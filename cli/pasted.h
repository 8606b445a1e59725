#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/target.h"
#include "rules/value/ip.h"

namespace clashlint {

/// A host that stands somewhere in a text, and what the text says besides.
struct PastedHost {
  Target target;
  std::optional<IpAddress> src_ip{};
  std::uint16_t src_port = 0;
  std::string process{};
  std::string logged_rule{};  ///< of a line of the core's log: `GeoIP(cn)`; `-`: no rule
  std::string logged_way{};   ///< and where it went: `Final[HK-01]`
};

/// The hosts of a text that is more than one target: a line of the core's log,
/// an error of curl, ssh, git, Go, Python or Node, a rule, several targets with
/// blanks or commas between them. Each host once, in order; empty where it
/// names none. Linear in the text.
std::vector<PastedHost> read_pasted(std::string_view text);

/// How many hosts of one text are looked at; the others are left out.
constexpr std::size_t kMaxPasted = 1'000;

}  // namespace clashlint
