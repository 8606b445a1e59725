#include "cli/line_reader.h"

#include <doctest/doctest.h>

#include <sstream>
#include <string>
#include <vector>

using namespace clashlint;

namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream in(text);
  LineReader reader(in);
  std::vector<std::string> lines;
  while (reader.next()) lines.push_back(reader.line());
  return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("lines end as they do on every system") {
  CHECK(lines_of("").empty());
  CHECK(lines_of("\n") == Lines{""});
  CHECK(lines_of("a") == Lines{"a"});
  CHECK(lines_of("a\n") == Lines{"a"});
  CHECK(lines_of("a\r\nb\r\n\r\nc") == Lines{"a", "b", "", "c"});
  CHECK(lines_of("\xEF\xBB\xBF"
                 "a\n\xEF\xBB\xBF") == Lines{"a", "\xEF\xBB\xBF"});
  CHECK(lines_of(std::string("a\0b\n", 4)) == Lines{std::string("a\0b", 3)});
}

TEST_CASE("a long line is cut and said to be") {
  const std::string longest(kMaxInputLine, 'x');
  std::istringstream in(longest + "\n" + longest + "y\nz\n");
  LineReader reader(in);
  REQUIRE(reader.next());
  CHECK_FALSE(reader.too_long());
  CHECK(reader.line().size() == kMaxInputLine);
  REQUIRE(reader.next());
  CHECK(reader.too_long());
  CHECK(reader.line().size() == kMaxInputLine);
  REQUIRE(reader.next());
  CHECK_FALSE(reader.too_long());
  CHECK(reader.line() == "z");
  CHECK(reader.number() == 3);
  CHECK_FALSE(reader.next());
}
