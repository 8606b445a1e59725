// Reading of addresses and prefixes. What is taken, and the words of each
// refusal, are those of Go's net/netip, which the core uses.
#include <fmt/format.h>

#include <algorithm>

#include "rules/value/ip.h"
#include "rules/value/text.h"

namespace clashlint {

namespace {

constexpr int kIpv4Bytes = 4;
constexpr int kIpv6Bytes = 16;

// The reason of a refusal and where it was met (`at` may be empty).
struct Refusal {
  std::string_view reason;
  std::string_view at;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// Four dotted decimal octets into `out`.
std::optional<Refusal> read_octets(std::string_view text, std::span<std::uint8_t> out) {
  int value = 0;
  int digits = 0;
  std::size_t octet = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (is_digit(c)) {
      if (digits == 1 && value == 0) return Refusal{"IPv4 field has octet with leading zero", {}};
      value = value * 10 + (c - '0');
      ++digits;
      if (value > 255) return Refusal{"IPv4 field has value >255", {}};
    } else if (c == '.') {
      if (digits == 0 || i + 1 == text.size()) {
        return Refusal{"IPv4 field must have at least one digit", text.substr(i)};
      }
      if (octet == 3) return Refusal{"IPv4 address too long", {}};
      out[octet++] = static_cast<std::uint8_t>(value);
      value = 0;
      digits = 0;
    } else {
      return Refusal{"unexpected character", text.substr(i)};
    }
  }
  if (octet < 3) return Refusal{"IPv4 address too short", {}};
  out[3] = static_cast<std::uint8_t>(value);
  return std::nullopt;
}

// The groups of an IPv6 address, `::` and an IPv4 tail included, without a zone.
class GroupReader {
 public:
  GroupReader(std::string_view text, std::array<std::uint8_t, 16>& bytes) : rest_(text), bytes_(bytes) {}

  std::optional<Refusal> read() {
    if (rest_.starts_with("::")) {
      gap_ = 0;
      rest_.remove_prefix(2);
    }
    while (filled_ < kIpv6Bytes && !rest_.empty() && !done_) {
      if (auto refusal = read_group()) return refusal;
    }
    if (!rest_.empty()) return Refusal{"trailing garbage after address", rest_};
    return spread_gap();
  }

 private:
  std::optional<Refusal> read_group() {
    std::size_t length = 0;
    unsigned value = 0;
    for (; length < rest_.size() && hex_value(rest_[length]) >= 0; ++length) {
      if (length > 3) return Refusal{"each group must have 4 or less digits", rest_};
      value = value << 4 | static_cast<unsigned>(hex_value(rest_[length]));
    }
    if (length == 0) return Refusal{"each colon-separated field must have at least one digit", rest_};
    if (length < rest_.size() && rest_[length] == '.') return read_ipv4_tail();
    bytes_[static_cast<std::size_t>(filled_)] = static_cast<std::uint8_t>(value >> 8);
    bytes_[static_cast<std::size_t>(filled_ + 1)] = static_cast<std::uint8_t>(value & 0xFF);
    filled_ += 2;
    rest_.remove_prefix(length);
    return read_colons();
  }

  std::optional<Refusal> read_ipv4_tail() {
    if (gap_ < 0 && filled_ != kIpv6Bytes - kIpv4Bytes) {
      return Refusal{"embedded IPv4 address must replace the final 2 fields of the address", rest_};
    }
    if (filled_ + kIpv4Bytes > kIpv6Bytes) {
      return Refusal{"too many hex fields to fit an embedded IPv4 at the end of the address", rest_};
    }
    const std::span<std::uint8_t> all(bytes_);
    if (auto refusal = read_octets(rest_, all.subspan(static_cast<std::size_t>(filled_), kIpv4Bytes))) {
      return refusal;
    }
    filled_ += kIpv4Bytes;
    rest_ = {};
    return std::nullopt;
  }

  std::optional<Refusal> read_colons() {
    if (rest_.empty()) return std::nullopt;
    if (rest_.front() != ':') return Refusal{"unexpected character, want colon", rest_};
    if (rest_.size() == 1) return Refusal{"colon must be followed by more characters", rest_};
    rest_.remove_prefix(1);
    if (rest_.front() != ':') return std::nullopt;
    if (gap_ >= 0) return Refusal{"multiple :: in address", rest_};
    gap_ = filled_;
    rest_.remove_prefix(1);
    done_ = rest_.empty();
    return std::nullopt;
  }

  std::optional<Refusal> spread_gap() {
    if (filled_ == kIpv6Bytes) {
      if (gap_ >= 0) return Refusal{"the :: must expand to at least one field of zeros", {}};
      return std::nullopt;
    }
    if (gap_ < 0) return Refusal{"address string too short", {}};
    // Bytes behind the gap are zero still: turning them round moves the tail to the end.
    std::rotate(bytes_.begin() + gap_, bytes_.begin() + filled_, bytes_.end());
    return std::nullopt;
  }

  std::string_view rest_;
  std::array<std::uint8_t, 16>& bytes_;
  int filled_ = 0;
  int gap_ = -1;  // where `::` stood
  bool done_ = false;
};

struct Parsed {
  IpAddress address;
  bool zoned = false;
};

std::optional<Refusal> read_ipv6(std::string_view text, Parsed& parsed) {
  parsed.address.is_v6 = true;
  if (const std::size_t percent = text.find('%'); percent != text.npos) {
    if (percent + 1 == text.size()) return Refusal{"zone must be a non-empty string", {}};
    parsed.zoned = true;
    text = text.substr(0, percent);
  }
  return GroupReader(text, parsed.address.bytes).read();
}

std::optional<Refusal> read_any(std::string_view text, Parsed& parsed) {
  const std::size_t mark = text.find_first_of(".:%");
  if (mark == text.npos) return Refusal{"unable to parse IP", {}};
  if (text[mark] == '%') return Refusal{"missing IPv6 address", {}};
  if (text[mark] == ':') return read_ipv6(text, parsed);
  return read_octets(text, std::span(parsed.address.bytes).first(kIpv4Bytes));
}

Error address_error(std::string_view text, const Refusal& refusal) {
  if (refusal.at.empty()) return {fmt::format("ParseAddr({}): {}", quoted(text), refusal.reason)};
  return {fmt::format("ParseAddr({}): {} (at {})", quoted(text), refusal.reason, quoted(refusal.at))};
}

Error prefix_error(std::string_view text, std::string_view reason) {
  return {fmt::format("netip.ParsePrefix({}): {}", quoted(text), reason)};
}

// Decimal digits without sign or leading zero; anything too long is cut to a
// count that is out of every range.
std::optional<int> read_bit_count(std::string_view text) {
  if (text.empty() || (text.size() > 1 && text.front() == '0')) return std::nullopt;
  constexpr int kTooMany = 1000;
  int value = 0;
  for (const char c : text) {
    if (!is_digit(c)) return std::nullopt;
    value = std::min(value * 10 + (c - '0'), kTooMany);
  }
  // Go's Atoi refuses what does not fit 64 bits: the wording differs, the verdict does not.
  constexpr std::size_t kMaxInt64Digits = 19;
  if (text.size() > kMaxInt64Digits || (text.size() == kMaxInt64Digits && text > "9223372036854775807")) {
    return std::nullopt;
  }
  return value;
}

}  // namespace

std::optional<IpAddress> parse_ip(std::string_view text) {
  Parsed parsed;
  if (read_any(text, parsed)) return std::nullopt;
  return parsed.address;
}

Result<IpAddress> parse_address(std::string_view text) {
  Parsed parsed;
  if (const auto refusal = read_any(text, parsed)) return address_error(text, *refusal);
  return parsed.address;
}

Result<IpPrefix> parse_prefix(std::string_view text) {
  const std::size_t slash = text.rfind('/');
  if (slash == text.npos) return prefix_error(text, "no '/'");
  const std::string_view address = text.substr(0, slash);
  const std::string_view bits = text.substr(slash + 1);
  Parsed parsed;
  if (const auto refusal = read_any(address, parsed)) {
    return prefix_error(text, address_error(address, *refusal).message);
  }
  if (parsed.zoned) return prefix_error(text, "IPv6 zones cannot be present in a prefix");
  const auto count = read_bit_count(bits);
  if (!count) return prefix_error(text, "bad bits after slash: " + quoted(bits));
  if (*count > parsed.address.bit_count()) return prefix_error(text, "prefix length out of range");
  return IpPrefix{parsed.address, *count};
}

}  // namespace clashlint
