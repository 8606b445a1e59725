#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "rules/provider/list_file.h"

using namespace clashlint;

// Reads any bytes as a YAML list, once as they are and once behind a head;
// every entry must lie in its file.
static void read(std::string text) {
  Sources sources;
  const FileId file = sources.add("fuzz", std::move(text));
  read_yaml_list(sources, file, [&](std::string_view entry, Span span) {
    if (entry.empty() || span.begin >= span.end || span.end > sources[file].text().size()) std::abort();
  });
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  read(text);
  read("payload:\n" + text);
  return 0;
}
