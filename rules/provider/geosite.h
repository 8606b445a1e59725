#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/base/result.h"
#include "rules/value/ip.h"

namespace clashlint {

enum class GeositeType : std::uint8_t { keyword = 0, regex = 1, domain = 2, full = 3 };

struct GeositeEntry {
  GeositeType type = GeositeType::full;
  std::string_view value;                    ///< into the file's bytes
  std::vector<std::string_view> attributes;  ///< keys as stored, values are ignored
};

/// The walk over top-level entries that the core does before it takes a
/// `.dat` file; empty when sound, else its words: `unexpected byte 0x%02X at
/// offset %d`, `empty file`, `truncated varint at offset %d`, `zero-length entry
/// at offset %d`, `truncated entry at offset %d`.
std::string dat_fault(std::string_view bytes);

/// The entries of the first list with that code (any case) of a GeoSite.dat
/// (`semantics.md` F.2). Views into `bytes`. The error is the part behind
/// `load GeoSite data error, `: `… list nope not found in GeoSite.dat`.
Result<std::vector<GeositeEntry>> read_geosite(std::string_view bytes, std::string_view code);

/// The addresses of one code of a GeoIP.dat (`semantics.md` F.3, geodata mode).
/// The error is the part behind `[GeoIP] `.
Result<IpSet> read_geoip_dat(std::string_view bytes, std::string_view code);

/// Every code of a `.dat` file, lower case, in order (for did-you-mean). Empty for a damaged file.
std::vector<std::string> dat_codes(std::string_view bytes);

/// How many names or addresses all lists of a `.dat` file hold; nothing for a damaged file.
std::optional<std::size_t> dat_entry_count(std::string_view bytes);

}  // namespace clashlint
