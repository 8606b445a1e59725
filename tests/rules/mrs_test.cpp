#include "rules/provider/mrs.h"

#include <doctest/doctest.h>
#include <zstd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "rules/base/source.h"
#include "rules/provider/list_file.h"

using namespace clashlint;
using namespace std::string_literals;

namespace {

using Texts = std::vector<std::string>;

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string compressed(const std::string& bytes) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 3));
  return out;
}

std::string number(std::int64_t value) {
  std::string out;
  for (int shift = 56; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xFF);
  return out;
}

const std::string kHead = "MRS\x01\x00"s + number(2) + number(0);
// The published example: `+.a.com` and `b.com`.
const std::string kDomains =
    kHead + "\x01" + number(1) + number(0x160) + number(1) + number(0x1B4AA) + number(8) + "moc.ab.+";
const std::string kIpHead = "MRS\x01\x01"s + number(1) + number(0) + "\x01";

std::string mapped(const std::string& v4) { return std::string(10, '\0') + "\xFF\xFF" + v4; }

std::string error_of(const std::string& bytes, ProviderBehavior behavior) {
  return read_mrs(bytes, behavior).error();
}

}  // namespace

TEST_CASE("mrs: the published example") {
  const auto file = read_mrs(compressed(kDomains), ProviderBehavior::domain);
  REQUIRE_MESSAGE(file.ok(), file.error());
  CHECK(file->count == 2);
  const auto& set = std::get<SuccinctSet>(file->content);
  for (const char* host : {"a.com", "x.a.com", "y.x.A.com", "b.com"}) CHECK(set.contains(host));
  for (const char* host : {"x.b.com", "com", "c.com", ""}) CHECK_FALSE(set.contains(host));
}

TEST_CASE("mrs: tiny files") {
  const std::string folder = CLASHLINT_SOURCE_DIR "/fixtures/data/";
  const auto domains = read_mrs(read_file(folder + "domain.mrs"), ProviderBehavior::domain);
  REQUIRE_MESSAGE(domains.ok(), domains.error());
  CHECK(domains->count == 4);
  const SuccinctSet built =
      SuccinctSet::build({"+.example.com", "www.example.net", "*.example.org", ".corp.test"});
  CHECK(std::get<SuccinctSet>(domains->content).patterns() == built.patterns());

  const auto addresses = read_mrs(read_file(folder + "ipcidr.mrs"), ProviderBehavior::ipcidr);
  REQUIRE_MESSAGE(addresses.ok(), addresses.error());
  Texts ranges;
  for (const IpRange& range : std::get<IpSet>(addresses->content).ranges()) {
    ranges.push_back(to_string(range.first) + "-" + to_string(range.last));
  }
  CHECK(ranges == Texts{"192.0.2.0-192.0.2.255", "203.0.113.7-203.0.113.7",
                        "2001:db8::-2001:db8:ffff:ffff:ffff:ffff:ffff:ffff"});
}

TEST_CASE("mrs: faults, in the core's words") {
  constexpr auto kDomain = ProviderBehavior::domain;
  constexpr auto kIpcidr = ProviderBehavior::ipcidr;
  struct Row {
    std::string content;
    ProviderBehavior behavior;
    std::string_view error;
  };
  const std::string body = kDomains.substr(kHead.size());
  const Row rows[] = {
      {kDomains, kDomain, ""},
      {kDomains + "more", kDomain, ""},
      {kDomains, kIpcidr, "invalid behavior"},
      {kDomains, ProviderBehavior::classical, "invalid format"},
      {"MRS\x02" + kDomains.substr(4), kDomain, "invalid MrsMagic bytes"},
      {"MRS\x01\x00"s + number(2) + number(3) + "abc" + body, kDomain, ""},
      {"MRS\x01\x00"s + number(2) + number(-1) + body, kDomain, "length is invalid"},
      {"MRS\x01\x00"s + number(2) + number(INT64_MAX) + body, kDomain, "unexpected EOF"},
      {kHead + "\x02" + body.substr(1), kDomain, "version is invalid"},
      {kHead + "\x01" + number(0), kDomain, "length is invalid"},
      {kHead + "\x01" + number(-5), kDomain, "length is invalid"},
      {kHead + "\x01" + number(INT64_MAX) + "abc", kDomain, "unexpected EOF"},
      {kIpHead + number(0), kIpcidr, "length is invalid"},
      {kIpHead + number(2) + mapped("\xC0\x01\x02\x03") + mapped("\xC0\x01\x02\x04"), kIpcidr,
       "unexpected EOF"},
      {kIpHead + number(1) + mapped("\xC0\x01\x02\x03") + mapped("\xC0\x01\x02\x04"), kIpcidr, ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.error);
    CHECK(error_of(compressed(row.content), row.behavior) == row.error);
  }
  CHECK(error_of("notmrs", kDomain) == "invalid input: magic number mismatch");
  CHECK(error_of(kDomains, kDomain) == "invalid input: magic number mismatch");
  CHECK(error_of("", kDomain) == "unexpected EOF");
  CHECK(error_of(compressed(""), kDomain) == "unexpected EOF");
}

TEST_CASE("mrs: cut anywhere, it is never taken") {
  for (std::size_t size = 0; size < kDomains.size(); ++size) {
    CAPTURE(size);
    CHECK(error_of(compressed(kDomains.substr(0, size)), ProviderBehavior::domain) == "unexpected EOF");
  }
  const std::string whole = compressed(kDomains);
  for (std::size_t size = 0; size < whole.size(); ++size) {
    CHECK_FALSE(read_mrs(whole.substr(0, size), ProviderBehavior::domain).ok());
  }
}

TEST_CASE("mrs: content is bounded") {
  // A bomb: each of its frames is 1 MiB of zeros in some thirty bytes.
  const std::string zeros = compressed(std::string(std::size_t{1} << 20, '\0'));
  std::string bomb = compressed("MRS\x01\x00"s + number(2) + number(INT64_MAX));
  for (std::size_t size = 0; size <= kMaxMrsBytes; size += std::size_t{1} << 20) bomb += zeros;
  CHECK(error_of(bomb, ProviderBehavior::domain) == "more than 256 MiB of content");
}

TEST_CASE("mrs: several frames and skippable ones are one stream") {
  const std::string skippable = "\x50\x2A\x4D\x18\x03\x00\x00\x00xyz"s;
  const std::string frames = skippable + compressed(kDomains.substr(0, 30)) + skippable + compressed("") +
                             compressed(kDomains.substr(30));
  const auto file = read_mrs(frames, ProviderBehavior::domain);
  REQUIRE_MESSAGE(file.ok(), file.error());
  CHECK(std::get<SuccinctSet>(file->content).contains("x.a.com"));
}

TEST_CASE("mrs: ranges that hold no address are left out") {
  const std::string low = mapped("\xC0\x01\x02\x03");
  const std::string high = mapped("\xC0\x01\x02\x09");
  const std::string v6 = "\x20\x01"s + std::string(14, '\0');
  const auto file =
      read_mrs(compressed(kIpHead + number(3) + high + low + low + v6 + v6 + v6), ProviderBehavior::ipcidr);
  REQUIRE(file.ok());
  const auto& set = std::get<IpSet>(file->content);
  CHECK(set.ranges().size() == 1);
  CHECK(set.contains(*parse_ip("2001::")));
}

TEST_CASE("mrs: a real set is the same in its three forms") {
  const char* corpus = std::getenv("CLASHLINT_CORPUS");
  if (corpus == nullptr) {
    MESSAGE("skipped: CLASHLINT_CORPUS is not set");
    return;
  }
  const std::string folder = std::string(corpus) + "/providers/";
  Sources sources;
  const auto into = [](Texts& texts) {
    return [&](std::string_view text, Span) { texts.emplace_back(text); };
  };
  const auto file = [&](const char* name) { return sources.add(name, read_file(folder + name)); };
  Texts yaml;
  const auto dropped = read_yaml_list(sources, file("cn-domain.yaml"), into(yaml));
  REQUIRE(dropped.ok());
  CHECK(dropped->empty());
  Texts text;
  read_text_list(sources, file("cn-domain.list"), into(text));
  CHECK(yaml == text);

  const auto mrs = read_mrs(read_file(folder + "cn-domain.mrs"), ProviderBehavior::domain);
  REQUIRE_MESSAGE(mrs.ok(), mrs.error());
  CHECK(mrs->count == static_cast<std::int64_t>(text.size()));
  CHECK(std::get<SuccinctSet>(mrs->content).patterns() == SuccinctSet::build(text).patterns());

  std::vector<IpPrefix> prefixes;
  const ListVisit add = [&](std::string_view prefix, Span) { prefixes.push_back(*parse_prefix(prefix)); };
  CHECK(read_yaml_list(sources, file("cn-ipcidr.yaml"), add).ok());
  const IpSet built = IpSet::of_prefixes(prefixes);
  const auto binary = read_mrs(read_file(folder + "cn-ipcidr.mrs"), ProviderBehavior::ipcidr);
  REQUIRE_MESSAGE(binary.ok(), binary.error());
  const auto found = std::get<IpSet>(binary->content).ranges();
  CHECK(std::equal(found.begin(), found.end(), built.ranges().begin(), built.ranges().end()));
}
