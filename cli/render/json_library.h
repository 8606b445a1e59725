#pragma once

#include <string>

#include <nlohmann/json.hpp>

namespace clashlint {

/// Keys keep the order in which they were written. The only file that includes the library.
using Json = nlohmann::ordered_json;

/// On one line; bytes that are no UTF-8 become U+FFFD.
inline std::string dumped(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace clashlint
