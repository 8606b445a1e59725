#include "cli/report/address_pack.h"

#include <string_view>
#include <vector>

namespace clashlint {
namespace {

std::string without_end(std::string digits, char digit) {
  // One digit stays: an empty text would be no range.
  const std::size_t last = digits.find_last_not_of(digit);
  digits.resize(last == std::string::npos ? 1 : last + 1);
  return digits;
}

// `0a` for 10.0.0.0/8: from 0a000000 to 0affffff. Where the ends differ in length, the
// longer one says where the other is cut.
std::string packed_range(const IpRange& range) {
  const std::string first = address_digits(range.first);
  const std::string last = address_digits(range.last);
  std::size_t size = first.size();
  while (size > 1 && first[size - 1] == '0' && last[size - 1] == 'f') --size;
  if (first.compare(0, size, last, 0, size) == 0) return first.substr(0, size);
  return without_end(first, '0') + "-" + without_end(last, 'f');
}

}  // namespace

std::string address_digits(const IpAddress& address) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string digits;
  for (int at = 0; at < address.bit_count() / 8; ++at) {
    const std::uint8_t byte = address.bytes[static_cast<std::size_t>(at)];
    digits += kDigits[byte >> 4U];
    digits += kDigits[byte & 15U];
  }
  return digits;
}

std::string packed_ranges(std::span<const IpRange> ranges) {
  std::string v4;
  std::string v6;
  for (const IpRange& range : ranges) {
    std::string& text = range.first.is_v6 ? v6 : v4;
    if (!text.empty()) text += ',';
    text += packed_range(range);
  }
  return v6.empty() ? v4 : v4 + ";" + v6;
}

IpSet lan_ranges() {
  std::vector<IpPrefix> prefixes;
  for (const std::string_view text :
       {"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "0.0.0.0/32", "127.0.0.0/8", "224.0.0.0/4",
        "169.254.0.0/16", "fc00::/7", "ff00::/8", "fe80::/10", "::/127", "::ffff:10.0.0.0/104",
        "::ffff:172.16.0.0/108", "::ffff:192.168.0.0/112", "::ffff:0.0.0.0/128", "::ffff:127.0.0.0/104",
        "::ffff:224.0.0.0/100", "::ffff:169.254.0.0/112"}) {
    if (const auto prefix = parse_prefix(text)) prefixes.push_back(*prefix);
  }
  return IpSet::of_prefixes(prefixes);
}

}  // namespace clashlint
