#pragma once

#include <string_view>
#include <vector>

#include "analyzer/secrets/ranges.h"

namespace clashlint {

/// What to hide of a line that is not understood as YAML, or of a comment:
/// every value behind a key that is not known to be harmless, and everything
/// that looks like a secret. When in doubt, it is hidden.
std::vector<TextRange> secrets_of_line(std::string_view line);

/// Whether a line without a key of its own goes on with the value of the line
/// before it, so that it is as secret as that one.
bool continues_value(std::string_view line);

/// Whether the value that begins on this line is hidden, and with it the lines that continue it.
bool begins_secret(std::string_view line);

}  // namespace clashlint
