#include "rules/provider/mmdb.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "rules/provider/mmdb_ranges.h"

using namespace clashlint;

namespace {

Mmdb open_data(const std::string& name) {
  auto database = Mmdb::open(CLASHLINT_SOURCE_DIR "/fixtures/data/" + name);
  REQUIRE_MESSAGE(database.ok(), database.error());
  return *database;
}

using Codes = std::vector<std::string>;

std::vector<std::string> texts(const std::vector<IpRange>& ranges) {
  std::vector<std::string> out;
  for (const IpRange& range : ranges) out.push_back(to_string(range.first) + "-" + to_string(range.last));
  return out;
}

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// A file that is gone at the end of its scope.
struct ScratchFile {
  explicit ScratchFile(const std::string& bytes)
      : path(std::filesystem::temp_directory_path() / ("clashlint-mmdb-" + std::to_string(getpid()))) {
    std::ofstream(path, std::ios::binary) << bytes;
  }
  ~ScratchFile() { std::filesystem::remove(path); }
  std::filesystem::path path;
};

}  // namespace

TEST_CASE("mmdb: codes by the kind of database") {
  struct Row {
    const char* file;
    const char* address;
    Codes codes;
  };
  const Row rows[] = {
      {"Country.mmdb", "192.0.2.1", {"zz"}},
      {"Country.mmdb", "192.0.2.200", {"zz"}},
      {"Country.mmdb", "198.51.100.9", {"yy"}},
      {"Country.mmdb", "::ffff:198.51.100.9", {"yy"}},
      {"Country.mmdb", "203.0.113.1", {}},  // no `country`
      {"Country.mmdb", "192.0.3.1", {}},
      {"Country.mmdb", "2001:db8::5", {"zz"}},
      {"Country.mmdb", "2001:db9::5", {}},
      {"Country4.mmdb", "192.0.2.1", {"zz"}},
      {"Country4.mmdb", "::ffff:192.0.2.1", {"zz"}},
      {"Country4.mmdb", "2001:db8::5", {}},
      {"geoip.metadb", "192.0.2.1", {"zz"}},
      {"geoip.metadb", "192.0.2.200", {"zz", "meteor"}},
      {"geoip.metadb", "198.51.100.1", {"yy", "Comet"}},
      {"geoip.metadb", "2001:db8::", {"zz"}},
      {"geoip.metadb", "203.0.113.1", {}},
      {"sing-geoip.db", "192.0.2.1", {"zz"}},
      {"sing-geoip.db", "198.51.100.1", {"YY"}},
      {"sing-geoip.db", "203.0.113.1", {}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.file);
    CAPTURE(row.address);
    CHECK(open_data(row.file).codes(*parse_ip(row.address)) == row.codes);
  }
  CHECK(open_data("geoip.metadb").kind() == "Meta-geoip0");
}

TEST_CASE("mmdb: ranges of a code") {
  const std::size_t many = 100;
  const Mmdb country = open_data("Country.mmdb");
  CHECK(texts(country.ranges_of_code("ZZ", many)) ==
        Codes{"192.0.2.0-192.0.2.255", "2001:db8::-2001:db8:ffff:ffff:ffff:ffff:ffff:ffff"});
  CHECK(texts(country.ranges_of_code("qq", many)).empty());
  CHECK(country.ranges_of_code("zz", 0).empty());
  CHECK(texts(open_data("Country4.mmdb").ranges_of_code("yy", many)) == Codes{"198.51.100.0-198.51.100.255"});

  const Mmdb meta = open_data("geoip.metadb");
  CHECK(texts(meta.ranges_of_code("meteor", many)) == Codes{"192.0.2.128-192.0.2.255"});
  // A stored code that is not in lower case is never met.
  CHECK(meta.ranges_of_code("Comet", many).empty());
  CHECK(open_data("sing-geoip.db").ranges_of_code("YY", many).empty());
}

TEST_CASE("mmdb: AS numbers") {
  const Mmdb asn = open_data("ASN.mmdb");
  CHECK(asn.asn(*parse_ip("192.0.2.7")).number == "64496");
  CHECK(asn.asn(*parse_ip("2001:db8::7")).number == "64497");
  CHECK(asn.asn(*parse_ip("198.51.100.7")).number == "0");
  CHECK_FALSE(asn.asn(*parse_ip("198.51.100.7")).crashes);

  const Mmdb ipinfo = open_data("ipinfo-asn.mmdb");
  CHECK(ipinfo.asn(*parse_ip("192.0.2.7")).number == "64496");
  CHECK_FALSE(ipinfo.asn(*parse_ip("192.0.2.7")).crashes);
  for (const char* address : {"198.51.100.7", "203.0.113.7"}) {
    CHECK_FALSE(ipinfo.asn(*parse_ip(address)).number.has_value());
    CHECK(ipinfo.asn(*parse_ip(address)).crashes);
  }
  CHECK_FALSE(open_data("Country.mmdb").asn(*parse_ip("192.0.2.7")).number.has_value());
  CHECK_FALSE(open_data("Country.mmdb").asn(*parse_ip("192.0.2.7")).crashes);
}

TEST_CASE("mmdb: ranges of an AS number, 0 being what has no record") {
  CHECK(texts(open_data("ASN.mmdb").ranges_of_asn("64496", 9)) == Codes{"192.0.2.0-192.0.2.255"});
  CHECK(open_data("ASN.mmdb").ranges_of_asn("AS64496", 9).empty());
  CHECK(texts(open_data("ipinfo-asn.mmdb").ranges_of_asn("64496", 9)) == Codes{"192.0.2.0-192.0.2.255"});
  CHECK(open_data("ipinfo-asn.mmdb").ranges_of_asn("0", 9).empty());
  const Mmdb asn = open_data("ASN.mmdb");
  CHECK(texts(asn.ranges_of_asn("0", 9)) == Codes{"0.0.0.0-192.0.1.255", "192.0.3.0-255.255.255.255",
                                                  "::1:0:0-::fffe:ffff:ffff",
                                                  "::1:0:0:0-2001:db7:ffff:ffff:ffff:ffff:ffff:ffff",
                                                  "2001:db9::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"});
  CHECK(texts(asn.ranges_of_asn("0", 1)) == Codes{"0.0.0.0-192.0.1.255", "::1:0:0-::fffe:ffff:ffff"});
  for (const IpRange& range : asn.ranges_of_asn("0", 9)) {
    CHECK(asn.asn(range.first).number == "0");
    CHECK(asn.asn(range.last).number == "0");
  }
}

TEST_CASE("mmdb: prefixes of a tree become ranges of their family") {
  struct Row {
    const char* prefix;
    Codes ranges;
  };
  const std::string last_v6 = "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff";
  const Row rows[] = {
      {"::/0", {"0.0.0.0-255.255.255.255", "::1:0:0-::fffe:ffff:ffff", "::1:0:0:0-" + last_v6}},
      {"::/96", {"0.0.0.0-255.255.255.255"}},
      {"::c000:200/120", {"192.0.2.0-192.0.2.255"}},
      {"::8000:0:0/81", {"::8000:0:0-::fffe:ffff:ffff"}},
      {"::ffff:0:0/96", {}},
      {"::fffe:0:0/95", {"::fffe:0:0-::fffe:ffff:ffff"}},
      {"2000::/3", {"2000::-3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.prefix);
    TreeRanges ranges(true, 9);
    ranges.add(*parse_prefix(row.prefix));
    CHECK(texts(ranges.all()) == row.ranges);
  }
  TreeRanges v4(false, 2);
  for (const char* prefix : {"192.0.2.0/25", "192.0.2.128/25", "198.51.100.0/24", "198.51.101.0/24"}) {
    v4.add(*parse_prefix(prefix));
    CHECK_FALSE(v4.done());
  }
  v4.add(*parse_prefix("203.0.113.0/24"));
  CHECK(v4.done());
  CHECK(texts(v4.all()) == Codes{"192.0.2.0-192.0.2.255", "198.51.100.0-198.51.101.255"});
}

TEST_CASE("mmdb: what is no database") {
  CHECK_FALSE(Mmdb::open("/nonexistent/Country.mmdb").ok());
  CHECK_FALSE(Mmdb::open(CLASHLINT_SOURCE_DIR "/fixtures/data/GeoSite.dat").ok());
  CHECK_FALSE(Mmdb::open(CLASHLINT_SOURCE_DIR "/fixtures/data").ok());
}

TEST_CASE("mmdb: damaged trees end") {
  // Every record points to node 0: a walk would never leave it.
  std::string bytes = read_file(CLASHLINT_SOURCE_DIR "/fixtures/data/Country.mmdb");
  const std::size_t tree = bytes.find(std::string(16, '\0') + '\xE1');
  REQUIRE(tree != std::string::npos);
  std::fill_n(bytes.begin(), tree / 2, '\0');
  const ScratchFile file(bytes);
  const auto database = Mmdb::open(file.path);
  REQUIRE(database.ok());
  CHECK(database->ranges_of_code("zz", 10).size() <= 20);
  CHECK(database->codes(*parse_ip("192.0.2.1")).empty());
}

TEST_CASE("mmdb: ranges agree with look-ups in real files") {
  const char* corpus = std::getenv("CLASHLINT_CORPUS");
  if (corpus == nullptr) {
    MESSAGE("skipped: CLASHLINT_CORPUS is not set");
    return;
  }
  const auto country = Mmdb::open(std::string(corpus) + "/home/Country.mmdb");
  REQUIRE(country.ok());
  for (const char* code : {"cn", "google", "private"}) {
    CAPTURE(code);
    const auto has = [&](const std::optional<IpAddress>& address) {
      if (!address) return false;
      const Codes codes = country->codes(*address);
      return std::find(codes.begin(), codes.end(), code) != codes.end();
    };
    const auto ranges = country->ranges_of_code(code, 1 << 20);
    CHECK_FALSE(ranges.empty());
    for (const IpRange& range : ranges) {
      if (has(range.first) && has(range.last) && !has(previous(range.first)) && !has(next(range.last)))
        continue;
      FAIL_CHECK(to_string(range.first) << " to " << to_string(range.last));
    }
  }
}
