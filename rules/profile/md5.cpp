#include "rules/profile/md5.h"

#include <md5.h>

#include <array>
#include <cstdint>

namespace clashlint {

std::string md5_hex(std::string_view text) {
  std::array<char, MD5_DIGEST_STRING_LENGTH> hex{};
  MD5Data(reinterpret_cast<const std::uint8_t*>(text.data()), text.size(), hex.data());
  return hex.data();
}

}  // namespace clashlint
