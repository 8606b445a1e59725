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
  read_text_list(sources, file, [&](std::string_view text, Span span) {
    if (text.empty() || text != sources.text(span)) std::abort();
  });
  return 0;
}
