#include <cstddef>
#include <cstdint>
#include <string>

#include "analyzer/config/config.h"

// Any text as a configuration, and what it says of a file.

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace clashlint;
  Sources sources;
  const FileId file = sources.add(".clashlint.yaml", std::string(reinterpret_cast<const char*>(data), size));
  const LoadedConfig loaded = read_config(sources, file, "folder");
  for (const Finding& fault : loaded.faults) {
    const Span span = fault.primary.span;
    if (span.begin > span.end || span.end > size) __builtin_trap();
  }
  for (const char* path : {"profile.yaml", "a/b/profile.yaml", ""}) settings_for(loaded.config, path);
  return 0;
}
