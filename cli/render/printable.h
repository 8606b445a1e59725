#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace clashlint {

/// Text that can be shown: control characters, marks that reorder what follows,
/// and bytes that are no UTF-8 become U+FFFD. A profile comes from strangers and
/// must not steer the terminal it is shown in.
std::string printable(std::string_view text);

/// The same, shortened to `limit` characters with `…` at the end: for quoting
/// what somebody typed.
std::string excerpt(std::string_view text, std::size_t limit = 80);

/// Pads with blanks to `cells` terminal cells; longer text stays whole.
std::string padded(std::string_view text, int cells);

bool is_utf8(std::string_view text);

}  // namespace clashlint
