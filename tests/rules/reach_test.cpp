#include "rules/value/reach.h"

#include <doctest/doctest.h>

#include <string_view>

namespace clashlint {
namespace {

TEST_CASE("who reaches a host") {
  for (const std::string_view host : {"127.0.0.1", "127.1.2.3", "::1", "::ffff:127.0.0.1", "localhost"})
    CHECK_MESSAGE(reach_of(host) == Reach::machine, host);
  for (const std::string_view host :
       {"192.168.1.2", "10.0.0.1", "fe80::1", "fd00::1", "nas.lan", "Router.Local", "nas"})
    CHECK_MESSAGE(reach_of(host) == Reach::network, host);
  for (const std::string_view host :
       {"", "*", "0.0.0.0", "::", "1.1.1.1", "2606:4700::1", "board.corp.example"})
    CHECK_MESSAGE(reach_of(host) == Reach::everywhere, host);
}

TEST_CASE("the host of an address to listen on") {
  CHECK(host_of(":9090").empty());
  CHECK(host_of("0.0.0.0:9090") == "0.0.0.0");
  CHECK(host_of("[::]:9090") == "::");
  CHECK(host_of("localhost") == "localhost");
}

}  // namespace
}  // namespace clashlint
