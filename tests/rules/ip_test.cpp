#include "rules/value/ip.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <bit>

using namespace clashlint;

namespace {

IpAddress ip(std::string_view text) {
  const auto address = parse_ip(text);
  REQUIRE_MESSAGE(address, text);
  return *address;
}

IpPrefix prefix(std::string_view text) {
  const auto parsed = parse_prefix(text);
  REQUIRE_MESSAGE(parsed.ok(), text);
  return *parsed;
}

}  // namespace

TEST_CASE("addresses are read and written in canonical form") {
  struct Row {
    std::string_view text, canonical;
  };
  for (const Row& row : {
           Row{"1.2.3.4", "1.2.3.4"},
           {"0.0.0.0", "0.0.0.0"},
           {"255.255.255.255", "255.255.255.255"},
           {"::", "::"},
           {"::1", "::1"},
           {"1::", "1::"},
           {"2001:DB8::0001", "2001:db8::1"},
           {"2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"},
           {"2001:0:0:1:0:0:0:1", "2001:0:0:1::1"},
           {"1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"},
           {"1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"},
           {"::ffff:1.2.3.4", "::ffff:1.2.3.4"},
           {"::FFFF:0102:0304", "::ffff:1.2.3.4"},
           {"::1.2.3.4", "::102:304"},
           {"1:2:3:4:5:6:7.8.9.10", "1:2:3:4:5:6:708:90a"},
           {"fe80::1%eth0", "fe80::1"},
           {"fe80::1%%", "fe80::1"},
       }) {
    CAPTURE(row.text);
    const auto address = parse_ip(row.text);
    REQUIRE(address);
    CHECK(to_string(*address) == row.canonical);
    CHECK(parse_ip(row.canonical) == address);
  }
}

TEST_CASE("refused addresses carry the reason of the core") {
  struct Row {
    std::string_view text, error;
  };
  for (const Row& row : {
           Row{"localhost", "ParseAddr(\"localhost\"): unable to parse IP"},
           {"", "ParseAddr(\"\"): unable to parse IP"},
           {"1.2.3", "ParseAddr(\"1.2.3\"): IPv4 address too short"},
           {"1.2.3.4.5", "ParseAddr(\"1.2.3.4.5\"): IPv4 address too long"},
           {"1.2.3.", "ParseAddr(\"1.2.3.\"): IPv4 field must have at least one digit (at \".\")"},
           {"1..2.3", "ParseAddr(\"1..2.3\"): IPv4 field must have at least one digit (at \".2.3\")"},
           {"01.2.3.4", "ParseAddr(\"01.2.3.4\"): IPv4 field has octet with leading zero"},
           {"256.2.3.4", "ParseAddr(\"256.2.3.4\"): IPv4 field has value >255"},
           {"1.2.3.x", "ParseAddr(\"1.2.3.x\"): unexpected character (at \"x\")"},
           {" 1.2.3.4", "ParseAddr(\" 1.2.3.4\"): unexpected character (at \" 1.2.3.4\")"},
           {"1.2.3.4%eth0", "ParseAddr(\"1.2.3.4%eth0\"): unexpected character (at \"%eth0\")"},
           {"%eth0", "ParseAddr(\"%eth0\"): missing IPv6 address"},
           {"fe80::1%", "ParseAddr(\"fe80::1%\"): zone must be a non-empty string"},
           {"[::1]",
            "ParseAddr(\"[::1]\"): each colon-separated field must have at least one digit (at \"[::1]\")"},
           {"12345::", "ParseAddr(\"12345::\"): each group must have 4 or less digits (at \"12345::\")"},
           {"1:2:3:4:5:6:7", "ParseAddr(\"1:2:3:4:5:6:7\"): address string too short"},
           {"1:2:3:4:5:6:7:8:9",
            "ParseAddr(\"1:2:3:4:5:6:7:8:9\"): trailing garbage after address (at \"9\")"},
           {"1::2::3", "ParseAddr(\"1::2::3\"): multiple :: in address (at \":3\")"},
           {"1:2:3:4:5:6:7::8",
            "ParseAddr(\"1:2:3:4:5:6:7::8\"): the :: must expand to at least one field of zeros"},
           {"1:", "ParseAddr(\"1:\"): colon must be followed by more characters (at \":\")"},
           {"1:x", "ParseAddr(\"1:x\"): each colon-separated field must have at least one digit (at \"x\")"},
           {"1:2x", "ParseAddr(\"1:2x\"): unexpected character, want colon (at \"x\")"},
           {"1:1.2.3.4",
            "ParseAddr(\"1:1.2.3.4\"): embedded IPv4 address must replace the final 2 fields of the address "
            "(at "
            "\"1.2.3.4\")"},
           {"::1:2:3:4:5:6:7:1.2.3.4",
            "ParseAddr(\"::1:2:3:4:5:6:7:1.2.3.4\"): too many hex fields to fit an embedded IPv4 at the end "
            "of the "
            "address (at \"1.2.3.4\")"},
           {"::1.2.3", "ParseAddr(\"::1.2.3\"): IPv4 address too short"},
       }) {
    CAPTURE(row.text);
    CHECK_FALSE(parse_ip(row.text));
    const auto address = parse_address(row.text);
    REQUIRE_FALSE(address.ok());
    CHECK(address.error() == row.error);
  }
}

TEST_CASE("refused prefixes carry the reason of the core") {
  struct Row {
    std::string_view text, error;
  };
  for (const Row& row : {
           Row{"bad", "netip.ParsePrefix(\"bad\"): no '/'"},
           {"1.2.3.4", "netip.ParsePrefix(\"1.2.3.4\"): no '/'"},
           {"x/8", "netip.ParsePrefix(\"x/8\"): ParseAddr(\"x\"): unable to parse IP"},
           {"01.2.3.4/8",
            "netip.ParsePrefix(\"01.2.3.4/8\"): ParseAddr(\"01.2.3.4\"): IPv4 field has octet with leading "
            "zero"},
           {"1.2.3.4/024", "netip.ParsePrefix(\"1.2.3.4/024\"): bad bits after slash: \"024\""},
           {"1.2.3.4/", "netip.ParsePrefix(\"1.2.3.4/\"): bad bits after slash: \"\""},
           {"1.2.3.4/+8", "netip.ParsePrefix(\"1.2.3.4/+8\"): bad bits after slash: \"+8\""},
           {"1.2.3.4/-8", "netip.ParsePrefix(\"1.2.3.4/-8\"): bad bits after slash: \"-8\""},
           {"1.2.3.4/8 ", "netip.ParsePrefix(\"1.2.3.4/8 \"): bad bits after slash: \"8 \""},
           {"1.2.3.4/33", "netip.ParsePrefix(\"1.2.3.4/33\"): prefix length out of range"},
           {"::/129", "netip.ParsePrefix(\"::/129\"): prefix length out of range"},
           {"1.2.3.4/9223372036854775807",
            "netip.ParsePrefix(\"1.2.3.4/9223372036854775807\"): prefix length out of range"},
           {"1.2.3.4/9223372036854775808",
            "netip.ParsePrefix(\"1.2.3.4/9223372036854775808\"): bad bits after slash: "
            "\"9223372036854775808\""},
           {"fe80::1%e/64", "netip.ParsePrefix(\"fe80::1%e/64\"): IPv6 zones cannot be present in a prefix"},
           {"1.2.3.4/8/9",
            "netip.ParsePrefix(\"1.2.3.4/8/9\"): ParseAddr(\"1.2.3.4/8\"): unexpected character (at \"/8\")"},
       }) {
    CAPTURE(row.text);
    const auto parsed = parse_prefix(row.text);
    REQUIRE_FALSE(parsed.ok());
    CHECK(parsed.error() == row.error);
  }
}

TEST_CASE("a prefix contains its family's addresses between first and last") {
  struct Row {
    std::string_view prefix, first, last, outside;
  };
  for (const Row& row : {
           Row{"10.1.2.3/8", "10.0.0.0", "10.255.255.255", "11.0.0.0"},
           {"1.2.3.4/32", "1.2.3.4", "1.2.3.4", "1.2.3.5"},
           {"0.0.0.0/0", "0.0.0.0", "255.255.255.255", "::"},
           {"240e::1/20", "240e::", "240e:fff:ffff:ffff:ffff:ffff:ffff:ffff", "240e:1000::"},
           {"::/0", "::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "1.2.3.4"},
           {"::ffff:1.2.3.4/120", "::ffff:1.2.3.0", "::ffff:1.2.3.255", "1.2.3.4"},
       }) {
    CAPTURE(row.prefix);
    const IpPrefix p = prefix(row.prefix);
    CHECK(to_string(p) == row.prefix);
    CHECK(p.first() == ip(row.first));
    CHECK(p.last() == ip(row.last));
    CHECK(p.contains(p.first()));
    CHECK(p.contains(p.last()));
    CHECK_FALSE(p.contains(ip(row.outside)));
  }
}

TEST_CASE("neighbours end at the ends of the family") {
  CHECK(next(ip("1.2.255.255")) == ip("1.3.0.0"));
  CHECK(previous(ip("1.3.0.0")) == ip("1.2.255.255"));
  CHECK(next(ip("::ffff:ffff")) == ip("::1:0:0"));
  CHECK(previous(ip("::1:0:0")) == ip("::ffff:ffff"));
  CHECK_FALSE(next(ip("255.255.255.255")));
  CHECK_FALSE(previous(ip("0.0.0.0")));
  CHECK_FALSE(next(ip("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")));
  CHECK_FALSE(previous(ip("::")));
}

TEST_CASE("lan addresses") {
  for (const auto* text : {"10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "127.8.8.8", "0.0.0.0",
                           "224.0.0.1", "239.1.1.1", "169.254.1.1", "::", "::1", "fc00::1", "fdff::1",
                           "fe80::1", "febf::1", "ff02::1", "::ffff:10.0.0.1"}) {
    CAPTURE(text);
    CHECK(is_lan(ip(text)));
  }
  for (const auto* text : {"100.64.0.1", "255.255.255.255", "172.32.0.1", "172.15.0.1", "0.0.0.1",
                           "192.169.0.1", "240.0.0.1", "fec0::1", "2001::", "::2", "::ffff:8.8.8.8"}) {
    CAPTURE(text);
    CHECK_FALSE(is_lan(ip(text)));
  }
}

TEST_CASE("unmapped changes only 4-in-6 addresses") {
  CHECK(unmapped(ip("::ffff:1.2.3.4")) == ip("1.2.3.4"));
  CHECK(unmapped(ip("::1.2.3.4")) == ip("::1.2.3.4"));
  CHECK(unmapped(ip("1.2.3.4")) == ip("1.2.3.4"));
}

TEST_CASE("a set joins ranges that overlap or touch, never across families") {
  const std::vector<IpPrefix> prefixes = {prefix("10.0.1.0/24"), prefix("10.0.0.0/24"),
                                          prefix("10.0.0.7/32"), prefix("255.255.255.255/32"),
                                          prefix("::/128"),      prefix("10.0.3.0/24")};
  const IpSet set = IpSet::of_prefixes(prefixes);
  REQUIRE(set.ranges().size() == 4);
  CHECK(set.ranges()[0] == IpRange{ip("10.0.0.0"), ip("10.0.1.255")});
  CHECK(set.ranges()[3] == IpRange{ip("::"), ip("::")});
  CHECK_FALSE(set.contains(ip("::ffff:10.0.0.1")));
  CHECK(IpSet({{ip("2.0.0.0"), ip("1.0.0.0")}, {ip("1.0.0.0"), ip("::")}}).empty());
  CHECK_FALSE(IpSet().contains(ip("1.2.3.4")));
}

TEST_CASE("a set answers as its prefixes do, over every set of a small world") {
  // Prefixes inside 10.0.0.0/29 and every subset of them of up to four.
  std::vector<IpPrefix> world;
  for (int bits = 29; bits <= 32; ++bits) {
    for (int host = 0; host < 8; host += 1 << (32 - bits)) {
      IpPrefix p = prefix("10.0.0.0/29");
      p.address.bytes[3] = static_cast<std::uint8_t>(host);
      p.bits = bits;
      world.push_back(p);
    }
  }
  for (unsigned chosen = 0; chosen < 1U << world.size(); ++chosen) {
    if (std::popcount(chosen) > 4) continue;
    std::vector<IpPrefix> prefixes;
    for (std::size_t i = 0; i < world.size(); ++i) {
      if ((chosen >> i & 1U) != 0) prefixes.push_back(world[i]);
    }
    const IpSet set = IpSet::of_prefixes(prefixes);
    IpAddress address = ip("9.255.255.255");
    for (int i = 0; i < 10; ++i, address = *next(address)) {
      const bool expected = std::any_of(prefixes.begin(), prefixes.end(),
                                        [&](const IpPrefix& p) { return p.contains(address); });
      if (set.contains(address) != expected) FAIL(chosen, " ", to_string(address));
    }
  }
}
