#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "rules/provider/list_file.h"

using namespace clashlint;

// An entry of a text list is always the very bytes it covers.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Sources sources;
  const FileId file = sources.add("fuzz", std::string(reinterpret_cast<const char*>(data), size));
  for (const ListEntry& entry : read_text_list(sources, file).entries) {
    if (entry.text.empty() || entry.text != sources.text(entry.span)) std::abort();
  }
  return 0;
}
