#include "rules/value/link.h"

#include <doctest/doctest.h>

namespace clashlint {
namespace {

TEST_CASE("the parts of a link") {
  const auto link = parse_link("HTTPS://me:pass@sub.corp.example:8443/a/b?x=1&y=2#name");
  REQUIRE(link);
  CHECK(link->scheme == "https");
  CHECK(link->user == "me:pass");
  CHECK(link->host == "sub.corp.example");
  CHECK(link->path == "a/b");
  CHECK(link->query == "x=1&y=2");
}

TEST_CASE("links that lack parts") {
  CHECK_FALSE(parse_link("sub.corp.example/a"));
  CHECK(parse_link("http://")->host.empty());
  CHECK(parse_link("http://[::1]:80/a")->host == "::1");
  CHECK(parse_link("http://[::1")->host == "::1");
  CHECK(parse_link("http://a.example?x=1")->query == "x=1");
}

}  // namespace
}  // namespace clashlint
