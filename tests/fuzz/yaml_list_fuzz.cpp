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
  const auto list = read_yaml_list(sources, file);
  if (!list) return;
  for (const ListEntry& entry : list->entries) {
    if (entry.text.empty() || entry.span.begin >= entry.span.end ||
        entry.span.end > sources[file].text().size()) {
      std::abort();
    }
  }
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  read(text);
  read("payload:\n" + text);
  return 0;
}
