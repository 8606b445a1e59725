#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "rules/base/result.h"
#include "rules/kind/rule.h"

namespace clashlint {

/// What somebody pasted, taken apart: a URL, `host:port`, a name or an address.
struct Target {
  std::string host;                   ///< as a client sends it: no brackets, no final dot, `xn--`
  std::string unicode{};              ///< the same for a person, where it differs
  std::optional<std::uint16_t> port;  ///< written, or the scheme's
  std::optional<Network> network;     ///< only where the scheme says it
  std::string note{};                 ///< worth saying beside the answer; usually empty
};

/// A DNS name holds no more.
constexpr std::size_t kMaxHost = 253;

/// The text to name in an error: what stands before the last `@` left out.
std::string without_credentials(std::string_view text);

/// User and password of a URL are dropped, and no error repeats them.
Result<Target> parse_target(std::string_view text);

}  // namespace clashlint
