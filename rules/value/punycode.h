#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace clashlint {

/// A name as it goes over the wire: `xn--fsqu00a.example` for `例子.example`
/// (UTS #46 as browsers use it, IDNA 2008). Labels in ASCII stay as they are, so that
/// `+.`, `*.` and `.` in front are kept. Nothing where the text is no name.
std::optional<std::string> punycode_name(std::string_view name);

/// The way back, for a person: `例子.example` for `xn--fsqu00a.example`. Labels that are no
/// punycode stay as they are; nothing where none is.
std::optional<std::string> unicode_name(std::string_view name);

}  // namespace clashlint
