#include "rules/provider/geosite.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

using namespace clashlint;
using namespace std::string_literals;

namespace {

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string data_file(const std::string& name) {
  return read_file(std::string(CLASHLINT_SOURCE_DIR "/fixtures/data/") + name);
}

std::string field(char tag, const std::string& bytes) {
  return std::string{tag, static_cast<char>(bytes.size())} + bytes;
}

constexpr char kOne = 0x0A;  // field 1, length-delimited
constexpr char kTwo = 0x12;

}  // namespace

TEST_CASE("geosite: a list by its code, in any case, the first of two") {
  const std::string bytes = data_file("GeoSite.dat");
  REQUIRE(dat_fault(bytes).empty());
  for (const char* code : {"EXAMPLE", "example", "eXaMpLe"}) {
    const auto entries = read_geosite(bytes, code);
    REQUIRE(entries.ok());
    REQUIRE(entries->size() == 6);
    struct Row {
      GeositeType type;
      std::string_view value;
      std::vector<std::string_view> attributes;
    };
    const Row rows[] = {
        {GeositeType::domain, "example.com", {}},
        {GeositeType::domain, "ads.example.com", {"ads"}},
        {GeositeType::full, "www.example.net", {"cn"}},
        {GeositeType::domain, "example.org", {"cn", "ads"}},
        {GeositeType::keyword, "sample", {}},
        {GeositeType::regex, R"(^r\d+---sn-.*\.example\.net$)", {}},
    };
    for (std::size_t i = 0; i < entries->size(); ++i) {
      CAPTURE(i);
      CHECK((*entries)[i].type == rows[i].type);
      CHECK((*entries)[i].value == rows[i].value);
      CHECK((*entries)[i].attributes == rows[i].attributes);
    }
  }
  CHECK((*read_geosite(bytes, "intranet"))[1].attributes == std::vector<std::string_view>{"!cn"});
  CHECK(dat_codes(bytes) == std::vector<std::string>{"example", "intranet", "example"});
}

TEST_CASE("geosite: what is not there, in the core's words") {
  const std::string bytes = data_file("GeoSite.dat");
  CHECK(read_geosite(bytes, "nope").error() ==
        "failed to decode geodata file: GeoSite.dat, base error: list nope not found in GeoSite.dat");
  CHECK(read_geosite(bytes, "exampl").error() ==
        "failed to decode geodata file: GeoSite.dat, base error: list exampl not found in GeoSite.dat");
  CHECK(read_geosite(bytes, "").error() == "country code could not be empty");
  CHECK(read_geoip_dat(data_file("GeoIP.dat"), "xx").error() ==
        "failed to decode geodata file: GeoIP.dat, base error: country code xx not found in GeoIP.dat");
}

TEST_CASE("geoip: addresses of a code, adjacent ones merged") {
  const std::string bytes = data_file("GeoIP.dat");
  REQUIRE(dat_fault(bytes).empty());
  const auto zz = read_geoip_dat(bytes, "Zz");
  REQUIRE(zz.ok());
  struct Row {
    std::string_view address;
    bool inside;
  };
  const Row rows[] = {{"192.0.1.255", false}, {"192.0.2.0", true},        {"192.0.2.255", true},
                      {"192.0.3.0", false},   {"2001:db8::1", true},      {"2001:db9::", false},
                      {"2001:db7::", false},  {"::ffff:192.0.2.1", false}};
  for (const Row& row : rows) {
    CAPTURE(row.address);
    CHECK(zz->contains(*parse_ip(row.address)) == row.inside);
  }
  const auto yy = read_geoip_dat(bytes, "yy");
  REQUIRE(yy.ok());
  CHECK(yy->ranges().size() == 1);
}

TEST_CASE("dat: faults of the framing, as the core names them") {
  struct Row {
    std::string bytes;
    std::string_view fault;
  };
  const std::string good = field(kOne, "abc");
  const Row rows[] = {
      {good, ""},
      {good + good, ""},
      {"", "empty file"},
      {"<html>", "unexpected byte 0x3C at offset 0"},
      {good + "\x12", "unexpected byte 0x12 at offset 5"},
      {"\n", "truncated varint at offset 1"},
      {"\n\xFF\xFF", "truncated varint at offset 1"},
      {"\n"s + std::string(10, '\xFF'), "truncated varint at offset 1"},
      {"\n\0"s, "zero-length entry at offset 2"},
      {good + "\n\x05xy", "truncated entry at offset 7"},
      {"\n\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01x", "truncated entry at offset 11"},
  };
  for (const Row& row : rows) CHECK(dat_fault(row.bytes) == row.fault);
}

TEST_CASE("dat: damage inside an entry is an error, never a partial list") {
  const std::string code = field(kOne, "zz");
  const std::string cut = field(kOne, code + kTwo + "\x7F" + "abc");
  REQUIRE(dat_fault(cut).empty());
  CHECK_FALSE(read_geosite(cut, "zz").ok());
  CHECK_FALSE(read_geoip_dat(cut, "zz").ok());

  const auto with_cidr = [&](const std::string& cidr) { return field(kOne, code + field(kTwo, cidr)); };
  CHECK(read_geoip_dat(with_cidr(field(kOne, "\xC0\x01\x02\x03") + "\x10\x20"), "zz").ok());
  CHECK_FALSE(read_geoip_dat(with_cidr(field(kOne, "\xC0\x01\x02\x03") + "\x10\x21"), "zz").ok());
  CHECK_FALSE(read_geoip_dat(with_cidr(field(kOne, "\xC0\x01\x02") + "\x10\x08"), "zz").ok());

  const std::string whole = data_file("GeoSite.dat");
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const std::string part = whole.substr(0, size);
    if (!dat_fault(part).empty()) CHECK_FALSE(read_geosite(part, "no-such-list").ok());
    if (!dat_fault(part).empty() && size > 0) CHECK(dat_codes(part).empty());
  }
}

TEST_CASE("dat: fields in another order and fields of other types are no obstacle") {
  const std::string domain = "\x08\x03"s + field(kTwo, "a.test") + "\x20\x07";
  const std::string late_code = field(kOne, field(kTwo, domain) + field(kOne, "LATE"));
  const auto entries = read_geosite(late_code, "late");
  REQUIRE(entries.ok());
  REQUIRE(entries->size() == 1);
  CHECK((*entries)[0].value == "a.test");
  const std::string unknown_type =
      field(kOne, field(kOne, "x") + field(kTwo, "\x08\x09"s + field(kTwo, "a")));
  CHECK(read_geosite(unknown_type, "x")->empty());
}

TEST_CASE("dat: real files") {
  const char* corpus = std::getenv("CLASHLINT_CORPUS");
  if (corpus == nullptr) {
    MESSAGE("skipped: CLASHLINT_CORPUS is not set");
    return;
  }
  const std::string geosite = read_file(std::string(corpus) + "/home/GeoSite.dat");
  REQUIRE(dat_fault(geosite).empty());
  const auto codes = dat_codes(geosite);
  CHECK(codes.size() == 1509);
  std::size_t entries = 0;
  for (const std::string& code : codes) entries += read_geosite(geosite, code)->size();
  CHECK(entries == 218224);

  const std::string geoip = read_file(std::string(corpus) + "/home/GeoIP.dat");
  REQUIRE(dat_fault(geoip).empty());
  CHECK(dat_codes(geoip).size() == 260);
  CHECK(read_geoip_dat(geoip, "cn")->contains(*parse_ip("114.114.114.114")));
}
