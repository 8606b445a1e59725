#include "rules/value/number_ranges.h"

#include <doctest/doctest.h>

#include <string>

using namespace clashlint;

TEST_CASE("lists of numbers are read as the core reads them") {
  struct Row {
    std::string_view text;
    int width;
    std::vector<NumberRange> ranges;
    bool wrapped;
  };
  for (const Row& row : std::vector<Row>{
           {"", 16, {}, false},
           {" * ", 16, {}, false},
           {"/", 16, {}, false},
           {"80", 16, {{80, 80}}, false},
           {"80/443,8000-9000", 16, {{80, 80}, {443, 443}, {8000, 9000}}, false},
           {"80/", 16, {{80, 80}}, false},
           {"80/ /443", 16, {{80, 80}, {0, 0}, {443, 443}}, false},
           {"[80-90]", 16, {{80, 90}}, false},
           {"80 - 90", 16, {{80, 90}}, false},
           {" [ 80 ] / 0443 ", 16, {{80, 80}, {443, 443}}, false},
           {"90-80", 16, {{80, 90}}, false},
           {"70000", 16, {{4464, 4464}}, true},
           {"65530-65540", 16, {{4, 65530}}, true},
           {"65535", 16, {{65535, 65535}}, false},
           {"256", 8, {{0, 0}}, true},
           {"4294967296", 32, {{0, 0}}, true},
           {"4294967295", 32, {{4294967295, 4294967295}}, false},
           {"18446744073709551615", 16, {{65535, 65535}}, true},
       }) {
    CAPTURE(row.text);
    const auto parsed = parse_number_ranges(row.text, row.width);
    REQUIRE(parsed.ok());
    CHECK(parsed->ranges == row.ranges);
    CHECK(parsed->wrapped == row.wrapped);
  }
}

TEST_CASE("refused lists") {
  struct Row {
    std::string_view text, error;
  };
  for (const Row& row : {
           Row{"abc", "invalid range: abc"},
           {"1-2-3", "invalid range: 1-2-3"},
           {"80/x", "invalid range: x"},
           {"80-", "invalid range: 80-"},
           {"-1", "invalid range: -1"},
           {"+1", "invalid range: +1"},
           {"0x10", "invalid range: 0x10"},
           {"1_0", "invalid range: 1_0"},
           {"[]", "invalid range: []"},
           {"8 0", "invalid range: 8 0"},
           {"18446744073709551616", "invalid range: 18446744073709551616"},
       }) {
    CAPTURE(row.text);
    const auto parsed = parse_number_ranges(row.text, 16);
    REQUIRE_FALSE(parsed.ok());
    CHECK(parsed.error() == row.error);
  }
}

TEST_CASE("28 parts are taken, 29 are not, empty ones counted") {
  CHECK(parse_number_ranges("1" + std::string(27, '/'), 16).ok());
  const auto refused = parse_number_ranges("1" + std::string(28, '/'), 16);
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error() == "intRanges error, too many ranges to use, maximum support 28 ranges");
}

TEST_CASE("an empty list contains everything, another its bounds") {
  CHECK(NumberRanges{}.contains(7));
  const NumberRanges ranges{{{80, 90}, {443, 443}}, false};
  for (const std::uint32_t inside : {80U, 90U, 443U}) CHECK(ranges.contains(inside));
  for (const std::uint32_t outside : {0U, 79U, 91U, 442U, 444U}) CHECK_FALSE(ranges.contains(outside));
}
