#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/base/result.h"

namespace clashlint {

/// An IPv4 or IPv6 address. IPv4 is kept as such: `::ffff:1.2.3.4` is a
/// different, IPv6 address until `unmapped`. Ordered: all IPv4 before all IPv6.
struct IpAddress {
  bool is_v6 = false;
  std::array<std::uint8_t, 16> bytes{};  ///< IPv4 in the first four

  int bit_count() const { return is_v6 ? 128 : 32; }
  friend bool operator==(const IpAddress&, const IpAddress&) = default;
  friend std::strong_ordering operator<=>(const IpAddress& a, const IpAddress& b) {
    if (a.is_v6 != b.is_v6) return a.is_v6 <=> b.is_v6;
    return std::memcmp(a.bytes.data(), b.bytes.data(), a.bytes.size()) <=> 0;
  }
};

/// As Go's netip.ParseAddr: no leading zeros, RFC 4291 forms, IPv4 tail. A zone
/// (`fe80::1%eth0`) is taken and dropped, as matching removes it; empty zone refused.
std::optional<IpAddress> parse_ip(std::string_view text);

/// The same with Go's reason: `ParseAddr("localhost"): unable to parse IP`.
Result<IpAddress> parse_address(std::string_view text);

/// Canonical text: RFC 5952, IPv4 tail only for `::ffff:0:0/96`.
std::string to_string(const IpAddress& address);

/// IPv4 for a 4-in-6 address, else itself.
IpAddress unmapped(const IpAddress& address);

/// The neighbours in the order of the same family; nothing past the ends.
std::optional<IpAddress> next(const IpAddress& address);
std::optional<IpAddress> previous(const IpAddress& address);

/// `lan` of GEOIP: private (RFC 1918, fc00::/7), unspecified, loopback,
/// multicast, link-local unicast (`semantics.md` C.5). 4-in-6 addresses are judged by their IPv4 part.
bool is_lan(const IpAddress& address);

/// An address with a count of leading bits. Host bits are kept as written.
struct IpPrefix {
  IpAddress address;
  int bits = 0;

  /// Families never mix.
  bool contains(const IpAddress& other) const;
  IpAddress first() const;  ///< host bits cleared
  IpAddress last() const;   ///< host bits set
  friend bool operator==(const IpPrefix&, const IpPrefix&) = default;
};

/// As Go's netip.ParsePrefix; the error is its text: `netip.ParsePrefix("bad"): no '/'`.
Result<IpPrefix> parse_prefix(std::string_view text);
/// In plain words what is wrong with a text that is no prefix.
std::string range_advice(std::string_view text);
std::string to_string(const IpPrefix& prefix);

/// Inclusive bounds of one family.
struct IpRange {
  IpAddress first;
  IpAddress last;
  friend bool operator==(const IpRange&, const IpRange&) = default;
};

/// A set of addresses as sorted, disjoint, non-adjacent ranges.
class IpSet {
 public:
  IpSet() = default;
  /// Sorts and merges. n log n.
  explicit IpSet(std::vector<IpRange> ranges);
  static IpSet of_prefixes(std::span<const IpPrefix> prefixes);

  bool contains(const IpAddress& address) const;  ///< O(log n)
  std::span<const IpRange> ranges() const { return ranges_; }
  bool empty() const { return ranges_.empty(); }

 private:
  std::vector<IpRange> ranges_;
};

}  // namespace clashlint
