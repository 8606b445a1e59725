#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "rules/provider/geosite.h"

using namespace clashlint;

// Every code that a file lists can be asked for; views stay in the bytes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  dat_fault(bytes);
  std::size_t asked = 0;
  for (const std::string& code : dat_codes(bytes)) {
    if (++asked > 16) break;
    const auto entries = read_geosite(bytes, code);
    if (!entries) continue;
    for (const GeositeEntry& entry : *entries) {
      const bool inside = entry.value.data() >= bytes.data() &&
                          entry.value.data() + entry.value.size() <= bytes.data() + bytes.size();
      if (!entry.value.empty() && !inside) std::abort();
    }
  }
  return 0;
}
