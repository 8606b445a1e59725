#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clashlint {

/// The one of `known` that was probably meant: the nearest by edits (a swap of
/// neighbours is one), at most a third of the longer word away; the first of
/// equals. Words longer than 64 bytes are not compared.
std::optional<std::string_view> nearest(std::string_view word, const std::vector<std::string_view>& known);

/// ` (did you mean "--port"?)`, or nothing.
std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& known);

}  // namespace clashlint
