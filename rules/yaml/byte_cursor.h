#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace clashlint {

/// Bytes of places that are given in characters, as libyaml does. Places come
/// nearly in order, so one cursor walks over the text.
class ByteCursor {
 public:
  /// Characters are counted from the byte `base` on.
  ByteCursor(std::string_view text, std::uint32_t base);

  std::uint32_t offset(std::size_t character);

 private:
  std::string_view text_;
  std::size_t base_;
  std::size_t at_;
  std::size_t index_ = 0;  ///< characters in front of `at_`
  bool is_ascii_;
};

}  // namespace clashlint
