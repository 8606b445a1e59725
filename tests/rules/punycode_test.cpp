#include "rules/value/punycode.h"

#include <doctest/doctest.h>

#include <string_view>

namespace clashlint {
namespace {

TEST_CASE("names as they go over the wire") {
  struct Row {
    std::string_view name;
    std::string_view ascii;
  };
  constexpr Row kRows[] = {
      {"例子.example", "xn--fsqu00a.example"},
      {"中国", "xn--fiqs8s"},
      {"Bücher.example", "xn--bcher-kva.example"},
      {"straße.example", "xn--strae-oqa.example"},  // not strasse: as browsers do
      {"президент.рф", "xn--d1abbgf6aiiy.xn--p1ai"},
      {"例子。example", "xn--fsqu00a.example"},  // the ideographic full stop
      {"ｏpenrouter.ai", "openrouter.ai"},
      {"open\u200Brouter.ai", "openrouter.ai"},
      {"+.例子.example", "+.xn--fsqu00a.example"},
      {"*.例子.*", "*.xn--fsqu00a.*"},
      {"example.com", "example.com"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.name);
    CHECK(punycode_name(row.name).value_or("") == row.ascii);
  }
}

TEST_CASE("what is no name has no such form") {
  for (const std::string_view name :
       {"例*.example", "🤖 AI.example", "\xFF\xFE.example", "例子/路.example"}) {
    CAPTURE(name);
    CHECK_FALSE(punycode_name(name).has_value());
  }
}

TEST_CASE("and as people read them") {
  CHECK(unicode_name("xn--fsqu00a.example").value_or("") == "例子.example");
  CHECK(unicode_name("www.XN--d1abbgf6aiiy.xn--p1ai").value_or("") == "www.президент.рф");
  for (const std::string_view name :
       {"example.com", "", "xn--.example", "xn--a.example", "xn--zzzzzzzzz--.a"}) {
    CAPTURE(name);
    CHECK_FALSE(unicode_name(name).has_value());
  }
}

}  // namespace
}  // namespace clashlint
