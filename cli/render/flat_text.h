#pragma once

#include <string>
#include <string_view>

#include "rules/base/finding.h"
#include "rules/base/source.h"

namespace clashlint {

/// A finding for formats that show one text beside a line: the message, what
/// stands behind its marks, and below them, line by line, its table and notes.
std::string flat_text(const Finding& finding);

/// The same with the other places, for formats that have no field for them.
std::string flat_text_with_places(const Sources& sources, const Finding& finding);

/// A path as a relative reference (RFC 3986).
std::string uri_of(std::string_view path);

}  // namespace clashlint
