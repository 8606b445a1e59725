#pragma once

#include <string>
#include <string_view>

namespace clashlint {

/// Lower-case hex; names the files the core downloads to.
std::string md5_hex(std::string_view text);

}  // namespace clashlint
