#pragma once

#include <string_view>

namespace clashlint {

/// A file of the sources that is built into the program (`man/embed.cmake`).
struct EmbeddedText {
  std::string_view name;  ///< without its folder and ending
  std::string_view text;
};

}  // namespace clashlint
