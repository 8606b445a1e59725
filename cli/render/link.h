#pragma once

#include <string>
#include <string_view>

namespace clashlint {

/// `text`, which a terminal that knows it (OSC 8) makes a link to the file;
/// others show the text alone. Only for terminals: it holds the whole path.
std::string link_to_file(std::string_view path, std::string_view text);

}  // namespace clashlint
