#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "rules/provider/mmdb.h"

using namespace clashlint;

// The library (1.7.1) loses some kilobytes when it refuses damaged metadata.
extern "C" const char* __lsan_default_suppressions() { return "leak:libmaxminddb\nleak:MMDB_open\n"; }

// The library opens files by name only: the bytes lie in memory behind one.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const int file = memfd_create("mmdb", MFD_CLOEXEC);
  if (file < 0 || write(file, data, size) != static_cast<ssize_t>(size)) std::abort();
  const auto database = Mmdb::open("/proc/self/fd/" + std::to_string(file));
  close(file);
  if (!database) return 0;
  for (const char* text : {"192.0.2.1", "203.0.113.200", "2001:db8::1", "::ffff:198.51.100.1"}) {
    const IpAddress address = *parse_ip(text);
    database->asn(address);
    for (const std::string& code : database->codes(address)) {
      const auto ranges = database->ranges_of_code(code, 50);
      if (std::any_of(ranges.begin(), ranges.end(), [](const IpRange& r) { return r.last < r.first; })) {
        std::abort();
      }
    }
  }
  for (const IpRange& range : database->ranges_of_code("zz", 50)) {
    const auto codes = database->codes(range.first);
    if (std::find(codes.begin(), codes.end(), "zz") == codes.end()) std::abort();
  }
  for (const IpRange& range : database->ranges_of_asn("0", 50)) {
    if (database->asn(range.last).number != "0") std::abort();
  }
  return 0;
}
