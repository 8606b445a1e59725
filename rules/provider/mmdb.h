#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/base/result.h"
#include "rules/value/ip.h"

namespace clashlint {

/// A MaxMind database: country files (`.mmdb`, `.metadb`, sing-geoip) and ASN
/// files. The only user of libmaxminddb. Reading is const and thread-safe.
class Mmdb {
 public:
  /// Opens and checks a file. Error: why it is no database.
  static Result<Mmdb> open(const std::string& path);

  /// Country codes of an address, as `semantics.md` F.3 says for each kind of
  /// database (`sing-geoip`, `Meta-geoip0`, anything else). 4-in-6 is looked up as IPv4.
  std::vector<std::string> codes(const IpAddress& address) const;

  /// The AS number as text; `0` for an address without a record in
  /// GeoLite2/DBIP databases; nothing where the core never matches.
  /// `crashes`: an ipinfo database without a record takes the core down.
  struct Asn {
    std::optional<std::string> number;
    bool crashes = false;
  };
  Asn asn(const IpAddress& address) const;

  /// Ranges whose codes include `code` (compared as the core does), at most `limit`
  /// of each family, in address order. A walk over the search tree; stops at the limit.
  std::vector<IpRange> ranges_of_code(std::string_view code, std::size_t limit) const;

  /// The same for an AS number.
  std::vector<IpRange> ranges_of_asn(std::string_view number, std::size_t limit) const;

  /// `database_type` of its metadata.
  const std::string& kind() const;

  /// Nodes of its search tree, and when it was built, in seconds since 1970.
  std::uint32_t node_count() const;
  std::uint64_t build_epoch() const;

 private:
  struct Database;
  explicit Mmdb(std::shared_ptr<const Database> database) : database_(std::move(database)) {}
  std::shared_ptr<const Database> database_;
};

/// Bound of a look into one record, in values read (the largest published records have some hundred).
inline constexpr int kMaxMmdbSteps = 1024;

/// Bounds of one walk over a search tree, damaged or made to loop: visits for
/// each node (a sound tree is visited a few times where parts of it are
/// shared), and different records (the largest published databases have 100,000).
inline constexpr std::uint32_t kMaxMmdbVisitsPerNode = 16;
inline constexpr std::size_t kMaxMmdbRecords = std::size_t{1} << 18;

}  // namespace clashlint
