#include "cli/target.h"

#include <doctest/doctest.h>

#include <vector>

using namespace clashlint;

namespace {

struct Row {
  std::string text;
  std::string host;
  int port;             // 0: none
  std::string network;  // "": none
};

std::string network_of(const Target& target) {
  if (!target.network) return "";
  return *target.network == Network::tcp ? "tcp" : "udp";
}

}  // namespace

TEST_CASE("what people paste is taken apart") {
  const std::vector<Row> rows = {
      {"openrouter.ai", "openrouter.ai", 0, ""},
      {"  openrouter.ai\t", "openrouter.ai", 0, ""},
      {"OpenRouter.AI", "OpenRouter.AI", 0, ""},
      {"openrouter.ai.", "openrouter.ai", 0, ""},
      {"openrouter.ai:443", "openrouter.ai", 443, ""},
      {"openrouter.ai.:443", "openrouter.ai", 443, ""},
      {"openrouter.ai/api/v1", "openrouter.ai", 0, ""},
      {"openrouter.ai:8443/api", "openrouter.ai", 8443, ""},
      {"localhost:8080", "localhost", 8080, ""},
      {"https://openrouter.ai/api/v1/chat?x=1", "openrouter.ai", 443, "tcp"},
      {"HTTPS://openrouter.ai", "openrouter.ai", 443, "tcp"},
      {"https://openrouter.ai#top", "openrouter.ai", 443, "tcp"},
      {"https://openrouter.ai?x=a:b@c", "openrouter.ai", 443, "tcp"},
      {"https://openrouter.ai:8443/", "openrouter.ai", 8443, "tcp"},
      {"https://openrouter.ai:/", "openrouter.ai", 443, "tcp"},
      {"http://example.com", "example.com", 80, "tcp"},
      {"wss://example.com/socket", "example.com", 443, "tcp"},
      {"quic://example.com", "example.com", 443, "udp"},
      {"udp://example.com:3478", "example.com", 3478, "udp"},
      {"tcp://example.com", "example.com", 0, "tcp"},
      {"foo+bar://example.com", "example.com", 0, ""},
      {"https://user:pass@example.com/", "example.com", 443, "tcp"},
      {"https://user:p@ss@example.com/", "example.com", 443, "tcp"},
      {"git@github.com", "github.com", 0, ""},
      {"https://medium.com/@someone", "medium.com", 443, "tcp"},
      {"192.0.2.1", "192.0.2.1", 0, ""},
      {"192.0.2.1:53", "192.0.2.1", 53, ""},
      {"http://192.0.2.1/", "192.0.2.1", 80, "tcp"},
      {"2001:db8::1", "2001:db8::1", 0, ""},
      {"::1", "::1", 0, ""},
      {"[2001:db8::1]", "2001:db8::1", 0, ""},
      {"[2001:db8::1]:443", "2001:db8::1", 443, ""},
      {"https://[2001:db8::1]/", "2001:db8::1", 443, "tcp"},
      {"[fe80::1%eth0]:80", "fe80::1%eth0", 80, ""},
      {"_dmarc.example.com", "_dmarc.example.com", 0, ""},
      {"xn--mnchen-3ya.de", "xn--mnchen-3ya.de", 0, ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const Result<Target> target = parse_target(row.text);
    REQUIRE_MESSAGE(target.ok(), target.error());
    CHECK(target->host == row.host);
    CHECK(target->port.value_or(0) == row.port);
    CHECK(network_of(*target) == row.network);
    CHECK(target->note.empty());
  }
}

TEST_CASE("a name that is not ASCII goes out in its xn-- form, and both are kept") {
  for (const std::string text : {"https://münchen.de/x", "xn--mnchen-3ya.de"}) {
    CAPTURE(text);
    const Result<Target> target = parse_target(text);
    REQUIRE(target.ok());
    CHECK(target->host == "xn--mnchen-3ya.de");
    CHECK(target->unicode == "münchen.de");
    CHECK(target->note.empty());
  }
  const Result<Target> none = parse_target("🤖ai.example");
  REQUIRE(none.ok());
  CHECK(none->host == "🤖ai.example");
  CHECK(none->note.find("xn--") != std::string::npos);
}

TEST_CASE("what is no host is refused with a reason") {
  struct Fault {
    std::string text;
    std::string part;  // of the message
  };
  const std::vector<Fault> rows = {
      {"", "empty"},
      {"  ", "empty"},
      {"https://", "no host"},
      {"https:///path", "no host"},
      {".", "no host"},
      {":443", "no host"},
      {"user@", "no host"},
      {"open router.ai", "blank"},
      {std::string("a\0b", 3), "control"},
      {"a\x1b[2Jb", "control"},
      {"\xff.example.com", "UTF-8"},
      {"*.openrouter.ai", "pattern"},
      {".openrouter.ai", "dot"},
      {"a..b", "two dots"},
      {"a,b", "','"},
      {"example.com:0", "1 to 65535"},
      {"example.com:65536", "1 to 65535"},
      {"example.com:99999999999", "1 to 65535"},
      {"example.com:-1", "1 to 65535"},
      {"example.com:http", "1 to 65535"},
      {"a:b:c", "more than one"},
      {"2001:db8::g", "more than one"},
      {"[2001:db8::1", "never closed"},
      {"[example.com]", "no IPv6"},
      {"[192.0.2.1]", "no IPv6"},
      {"[::1]x", "only a port"},
      {"[::1]:0", "1 to 65535"},
      {"10.0.0.0/8", "range of addresses"},
      {"2001:db8::/32", "range of addresses"},
      {std::string(kMaxHost + 1, 'a'), "longer than"},
  };
  for (const Fault& row : rows) {
    CAPTURE(row.text);
    const Result<Target> target = parse_target(row.text);
    REQUIRE_FALSE(target.ok());
    CHECK_MESSAGE(target.error().find(row.part) != std::string::npos, target.error());
  }
  CHECK(parse_target(std::string(kMaxHost, 'a')).ok());
}

TEST_CASE("no password comes back in an error") {
  for (const std::string text : {"https://me:hunter2@ex ample.com", "https://me:hunter2@a..b:1",
                                 "https://me:hun/ter2@example.com", "me:hunter2@[x]", "hunter2@"}) {
    CAPTURE(text);
    const Result<Target> target = parse_target(text);
    REQUIRE_FALSE(target.ok());
    const std::string said = target.error() + without_credentials(text);
    CHECK(said.find("hun") == std::string::npos);
    CHECK(said.find("ter2") == std::string::npos);
  }
  CHECK(without_credentials("a b") == "a b");
}
