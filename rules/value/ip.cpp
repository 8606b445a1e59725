#include "rules/value/ip.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace clashlint {

namespace {

std::size_t byte_count(const IpAddress& address) { return address.is_v6 ? 16 : 4; }

bool is_4in6(const IpAddress& address) {
  if (!address.is_v6 || address.bytes[10] != 0xFF || address.bytes[11] != 0xFF) return false;
  return std::all_of(address.bytes.begin(), address.bytes.begin() + 10, [](auto byte) { return byte == 0; });
}

unsigned group(const IpAddress& address, std::size_t index) {
  return static_cast<unsigned>(address.bytes[2 * index] << 8 | address.bytes[2 * index + 1]);
}

struct Run {
  std::size_t begin = 8;
  std::size_t end = 8;
};

// The first longest run of two or more zero groups (RFC 5952 section 4.2).
Run longest_zero_run(const IpAddress& address) {
  Run best;
  for (std::size_t begin = 0; begin < 8; ++begin) {
    std::size_t end = begin;
    while (end < 8 && group(address, end) == 0) ++end;
    if (end - begin >= 2 && end - begin > best.end - best.begin) best = {begin, end};
  }
  return best;
}

std::string dotted(const std::uint8_t* octets) {
  return fmt::format("{}.{}.{}.{}", octets[0], octets[1], octets[2], octets[3]);
}

// The bits of byte `index` that lie behind the first `bits` bits.
std::uint8_t host_mask(int bits, std::size_t index) {
  const int inside = std::clamp(bits - static_cast<int>(index) * 8, 0, 8);
  return static_cast<std::uint8_t>(0xFF >> inside);
}

bool is_lan_v4(const std::array<std::uint8_t, 16>& b) {
  const bool is_private = b[0] == 10 || (b[0] == 172 && (b[1] & 0xF0) == 16) || (b[0] == 192 && b[1] == 168);
  const bool is_unspecified = b[0] == 0 && b[1] == 0 && b[2] == 0 && b[3] == 0;
  const bool is_multicast = (b[0] & 0xF0) == 0xE0;
  const bool is_link_local = b[0] == 169 && b[1] == 254;
  return is_private || is_unspecified || b[0] == 127 || is_multicast || is_link_local;
}

bool is_lan_v6(const std::array<std::uint8_t, 16>& b) {
  const bool is_unique_local = (b[0] & 0xFE) == 0xFC;
  const bool is_multicast = b[0] == 0xFF;
  const bool is_link_local = b[0] == 0xFE && (b[1] & 0xC0) == 0x80;
  const bool begins_with_zeros = std::all_of(b.begin(), b.end() - 1, [](auto byte) { return byte == 0; });
  const bool is_unspecified_or_loopback = begins_with_zeros && b[15] <= 1;
  return is_unique_local || is_multicast || is_link_local || is_unspecified_or_loopback;
}

}  // namespace

std::string to_string(const IpAddress& address) {
  if (!address.is_v6) return dotted(address.bytes.data());
  if (is_4in6(address)) return "::ffff:" + dotted(address.bytes.data() + 12);
  const Run zeros = longest_zero_run(address);
  std::string out;
  for (std::size_t i = 0; i < 8; ++i) {
    if (i == zeros.begin) {
      out += "::";
      i = zeros.end;
      if (i == 8) break;
    } else if (i > 0) {
      out += ':';
    }
    fmt::format_to(std::back_inserter(out), "{:x}", group(address, i));
  }
  return out;
}

IpAddress unmapped(const IpAddress& address) {
  if (!is_4in6(address)) return address;
  IpAddress v4;
  std::copy(address.bytes.begin() + 12, address.bytes.end(), v4.bytes.begin());
  return v4;
}

std::optional<IpAddress> next(const IpAddress& address) {
  IpAddress out = address;
  for (std::size_t i = byte_count(address); i-- > 0;) {
    if (++out.bytes[i] != 0) return out;
  }
  return std::nullopt;
}

std::optional<IpAddress> previous(const IpAddress& address) {
  IpAddress out = address;
  for (std::size_t i = byte_count(address); i-- > 0;) {
    if (out.bytes[i]-- != 0) return out;
  }
  return std::nullopt;
}

bool is_lan(const IpAddress& address) {
  const IpAddress plain = unmapped(address);
  return plain.is_v6 ? is_lan_v6(plain.bytes) : is_lan_v4(plain.bytes);
}

bool IpPrefix::contains(const IpAddress& other) const {
  if (other.is_v6 != address.is_v6) return false;
  for (std::size_t i = 0; i < byte_count(address); ++i) {
    if (((address.bytes[i] ^ other.bytes[i]) & ~host_mask(bits, i)) != 0) return false;
  }
  return true;
}

IpAddress IpPrefix::first() const {
  IpAddress out = address;
  for (std::size_t i = 0; i < byte_count(out); ++i) {
    out.bytes[i] = static_cast<std::uint8_t>(out.bytes[i] & ~host_mask(bits, i));
  }
  return out;
}

IpAddress IpPrefix::last() const {
  IpAddress out = address;
  for (std::size_t i = 0; i < byte_count(out); ++i) out.bytes[i] |= host_mask(bits, i);
  return out;
}

std::string range_advice(std::string_view text) {
  const std::string quoted = "\"" + std::string(text) + "\"";
  const std::optional<IpAddress> address = parse_ip(text);
  if (!address) return quoted + " is no address range";
  return quoted + " needs a prefix length, such as " + std::string(text) + "/" +
         std::to_string(address->bit_count());
}

std::string to_string(const IpPrefix& prefix) {
  return fmt::format("{}/{}", to_string(prefix.address), prefix.bits);
}

IpSet::IpSet(std::vector<IpRange> ranges) {
  std::erase_if(ranges, [](const IpRange& range) {
    return range.first.is_v6 != range.last.is_v6 || range.last < range.first;
  });
  // Most lists are in order already, and looking costs less than sorting them again.
  if (!std::ranges::is_sorted(ranges, {}, &IpRange::first)) std::ranges::sort(ranges, {}, &IpRange::first);
  for (const IpRange& range : ranges) {
    if (!ranges_.empty()) {
      IpAddress& last = ranges_.back().last;
      const auto behind = next(last);
      const bool touches = last.is_v6 == range.first.is_v6 && (!behind || range.first <= *behind);
      if (touches) {
        last = std::max(last, range.last);
        continue;
      }
    }
    ranges_.push_back(range);
  }
}

IpSet IpSet::of_prefixes(std::span<const IpPrefix> prefixes) {
  std::vector<IpRange> ranges;
  ranges.reserve(prefixes.size());
  for (const IpPrefix& prefix : prefixes) ranges.push_back({prefix.first(), prefix.last()});
  return IpSet(std::move(ranges));
}

bool IpSet::contains(const IpAddress& address) const {
  const auto behind =
      std::upper_bound(ranges_.begin(), ranges_.end(), address,
                       [](const IpAddress& ip, const IpRange& range) { return ip < range.first; });
  // The order puts all IPv4 before all IPv6: a range of the other family ends below.
  return behind != ranges_.begin() && address <= std::prev(behind)->last;
}

}  // namespace clashlint
