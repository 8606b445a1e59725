#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "rules/provider/geosite.h"

using namespace clashlint;

// Every range that a list gives is one its set contains.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  std::size_t asked = 0;
  for (const std::string& code : dat_codes(bytes)) {
    if (++asked > 16) break;
    const auto set = read_geoip_dat(bytes, code);
    if (!set) continue;
    for (const IpRange& range : set->ranges()) {
      if (!set->contains(range.first) || !set->contains(range.last)) std::abort();
    }
  }
  return 0;
}
