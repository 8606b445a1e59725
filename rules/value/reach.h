#pragma once

#include <string_view>

namespace clashlint {

/// Who can reach an address, or a host by its name, as far as its text says.
enum class Reach { machine, network, everywhere };

/// `127.0.0.1`, `localhost` are of this machine; private and link-local
/// addresses, names of one word and under `.lan` or `.local` of a network;
/// nothing, `*` and `0.0.0.0`, and all others of everywhere.
Reach reach_of(std::string_view host);

/// The host of `host:port`; the port may be missing. `[::]:9090` gives `::`.
std::string_view host_of(std::string_view address);

}  // namespace clashlint
