#include <cstddef>
#include <cstdint>
#include <string>

#include "analyzer/diff/expect.h"
#include "analyzer/lock/lock.h"
#include "analyzer/query/routing_test.h"
#include "cli/command/ask_host.h"

// Any text as each of the files that people write for us: routing tests, expected changes, a lock.

using namespace clashlint;

static void look_at(const Findings& faults, std::size_t size) {
  for (const Finding& fault : faults) {
    const Span span = fault.primary.span;
    if (span.begin > span.end || span.end > size) __builtin_trap();
  }
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Sources sources;
  const FileId file = sources.add("file.yaml", std::string(reinterpret_cast<const char*>(data), size));
  Findings faults;
  read_routing_tests(sources, file, ask_host, faults);
  read_expectations(sources, file, ask_host, faults);
  look_at(faults, size);
  look_at(read_lock(sources, file).faults, size);
  return 0;
}
