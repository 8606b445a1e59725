#include "rules/value/public_suffix.h"

#include <doctest/doctest.h>

#include <string_view>

namespace clashlint {
namespace {

TEST_CASE("who gives out the names below a suffix") {
  struct Row {
    std::string_view name;
    SuffixOwner owner;
  };
  constexpr Row kRows[] = {
      {"com", SuffixOwner::registry},
      {"co.uk", SuffixOwner::registry},
      {"github.io", SuffixOwner::company},
      {"xn--fiqs8s", SuffixOwner::registry},
      {"example.com", SuffixOwner::none},
      {"www.github.io", SuffixOwner::none},
      {"lan", SuffixOwner::none},
      {"local", SuffixOwner::none},
      {"", SuffixOwner::none},
      {".com", SuffixOwner::none},
      {"com.", SuffixOwner::none},
      {"*.com", SuffixOwner::none},
      {"openrouter.ai/api", SuffixOwner::none},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.name);
    CHECK(suffix_owner(row.name) == row.owner);
  }
}

TEST_CASE("the first name below a known suffix") {
  for (const std::string_view name : {"example.com", "example.co.uk", "user.github.io"}) {
    CAPTURE(name);
    CHECK(is_registered_name(name));
  }
  for (const std::string_view name : {"com", "co.uk", "www.example.com", "nas.lan", "github.io", "", "."}) {
    CAPTURE(name);
    CHECK_FALSE(is_registered_name(name));
  }
}

}  // namespace
}  // namespace clashlint
