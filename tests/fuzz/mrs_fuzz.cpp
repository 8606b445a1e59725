#include <zstd.h>

#include <cstddef>
#include <cstdint>
#include <string>

#include "rules/provider/mrs.h"

using namespace clashlint;

static void read(std::string_view bytes) {
  for (const ProviderBehavior behavior : {ProviderBehavior::domain, ProviderBehavior::ipcidr}) {
    const auto file = read_mrs(bytes, behavior);
    if (!file) continue;
    if (const auto* set = std::get_if<SuccinctSet>(&file->content)) set->contains("www.example.com");
    if (const auto* set = std::get_if<IpSet>(&file->content)) set->contains({});
  }
}

// The bytes as a file, and as the content of one: past the zstd layer the
// fuzzer would hardly come by itself.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  read({reinterpret_cast<const char*>(data), size});
  std::string packed(ZSTD_compressBound(size), '\0');
  packed.resize(ZSTD_compress(packed.data(), packed.size(), data, size, 1));
  read(packed);
  return 0;
}
