#pragma once

#include <string_view>

namespace clashlint {

/// Whether a value that stands where a secret belongs is one: not empty, not
/// `password` or `your-token`, not `xxxx`, `<…>`, `${VAR}` or `{{ … }}`, not a row
/// of digits, not a text in a language that no key is made of. When in doubt, it is none.
bool is_real_secret(std::string_view value);

/// Whether a link opens something to whoever has it: a token in its query or
/// its path, a password before the host, or a node (`trojan://…`). Links to
/// examples and to machines of a local network do not, nor do the paths of code hosts.
bool is_secret_link(std::string_view link);

/// `example.com`, `192.0.2.1` (RFC 2606, RFC 5737), `localhost`, a private address, `<host>`.
bool is_example_host(std::string_view host);

}  // namespace clashlint
