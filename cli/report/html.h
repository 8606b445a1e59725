#pragma once

#include <string>
#include <string_view>

namespace clashlint {

/// Text of a profile inside an element or a quoted attribute: `printable`, and
/// nothing in it is markup.
std::string html_text(std::string_view text);

/// JSON inside a script element: `<`, `>`, `&` and the line ends of JavaScript escaped.
std::string script_json(std::string_view json);

/// `<code>text</code>` and the like: one element around a text.
std::string element(std::string_view tag, std::string_view text);

/// `sha256-…` of a script or a style, as a Content-Security-Policy wants it.
std::string csp_hash(std::string_view content);

/// `1 rule`, `40 000 rules` with thin spaces.
std::string counted_words(std::size_t count, std::string_view one, std::string_view many);

}  // namespace clashlint
